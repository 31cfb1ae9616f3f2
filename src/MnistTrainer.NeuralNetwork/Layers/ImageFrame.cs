using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>A copy of an image with zeros around it and, if its pixels are moved apart, between them.</summary>
/// <param name="Image">The shape of the image.</param>
/// <param name="Height">Rows of the frame.</param>
/// <param name="Width">Columns of the frame.</param>
/// <param name="Top">The row of the first pixel.</param>
/// <param name="Left">The column of the first pixel.</param>
/// <param name="Step">Pixels of the frame from one pixel of the image to the next.</param>
internal readonly record struct ImageFrame(Shape Image, int Height, int Width, int Top, int Left, int Step)
{
    /// <summary>Floats in a row of the frame.</summary>
    public int RowLength => checked(Width * Image.Channels);

    /// <summary>Floats in the frame.</summary>
    public int Length => checked(Height * RowLength);

    /// <summary>What of the frame holds the image, zeros between its pixels included.</summary>
    public FilledArea Filled =>
        new(Top, Math.Min(Height, Top + ((Image.Height - 1) * Step) + 1), Left, Math.Min(Width, Left + ((Image.Width - 1) * Step) + 1));

    /// <summary>Whether it is the image itself, row by row.</summary>
    public bool IsImage => Top == 0 && Left == 0 && Step == 1 && Width == Image.Width && Height <= Image.Height;

    /// <summary>Fills the frame.</summary>
    /// <param name="image">The image, row by row, the channels of a pixel next to each other.</param>
    /// <param name="background">What is added to each of its values.</param>
    /// <param name="frame">Receives <see cref="Length"/> floats.</param>
    public unsafe void Fill(float* image, float background, float* frame)
    {
        int channels = Image.Channels,
            rows = Math.Min(Image.Height, (Height - Top + Step - 1) / Step),
            columns = Math.Min(Image.Width, (Width - Left + Step - 1) / Step),
            filled = 0;
        for (int y = 0; y < rows; y++)
        {
            float* from = image + ((long)y * Image.Width * channels);
            int to = ((Top + (y * Step)) * RowLength) + (Left * channels);
            for (int x = 0; x < columns; x += Step == 1 ? columns : 1)
            {
                int at = to + (x * Step * channels),
                    count = Step == 1 ? columns * channels : channels;
                Clear(filled, at);
                Copy(from + (x * channels), background, frame + at, count);
                filled = at + count;
            }
        }

        Clear(filled, Length);

        void Clear(int start, int end) => new Span<float>(frame + start, end - start).Clear();
    }

    /// <summary>Copies the image out of a frame; what the frame does not reach is 0.</summary>
    /// <param name="frame">The frame, of a step of 1.</param>
    /// <param name="image">Receives the image.</param>
    public unsafe void Take(float* frame, float* image)
    {
        int row = Image.Width * Image.Channels,
            count = Math.Min(Image.Width, Width - Left) * Image.Channels;
        for (int y = 0; y < Image.Height; y++)
        {
            Span<float> to = new(image + ((long)y * row), row);
            if (Top + y < Height)
                new ReadOnlySpan<float>(frame + ((long)(Top + y) * RowLength) + (Left * Image.Channels), count).CopyTo(to);
            to[(Top + y < Height ? count : 0)..].Clear();
        }
    }

    private static unsafe void Copy(float* from, float background, float* to, int count)
    {
        if (background == 0)
        {
            new ReadOnlySpan<float>(from, count).CopyTo(new Span<float>(to, count));
            return;
        }

        for (int i = 0; i < count; i++)
            to[i] = from[i] + background;
    }
}
