namespace MnistTrainer.NeuralNetwork;

/// <summary>Where a square window lies on images as it moves over them: the geometry of convolution and pooling.</summary>
/// <param name="Input">The shape of the images.</param>
/// <param name="Size">The height and width of the window.</param>
/// <param name="Stride">Pixels from one place to the next, in both directions.</param>
/// <param name="Padding">What lies around the images.</param>
internal readonly record struct ImageWindow(Shape Input, int Size, int Stride, Padding Padding)
{
    /// <summary>Places in a column.</summary>
    public int Rows => Places(Input.Height);

    /// <summary>Places in a row.</summary>
    public int Columns => Places(Input.Width);

    /// <summary>Rows of zeros above the image.</summary>
    public int Top => Around(Input.Height) / 2;

    /// <summary>Columns of zeros on its left.</summary>
    public int Left => Around(Input.Width) / 2;

    /// <summary>Rows of zeros below it.</summary>
    public int Bottom => Around(Input.Height) - Top;

    /// <summary>Columns of zeros on its right.</summary>
    public int Right => Around(Input.Width) - Left;

    /// <summary>Whether the window fits into the image at least once.</summary>
    public bool Fits => Rows > 0 && Columns > 0;

    /// <summary>The pixel of the image under one of the window, row by row; -1 where that lies outside of the image.</summary>
    /// <param name="place">The window's place, row by row.</param>
    /// <param name="at">The pixel of the window, row by row.</param>
    public int PixelUnder(int place, int at)
    {
        int y = (place / Columns * Stride) + (at / Size) - Top,
            x = (place % Columns * Stride) + (at % Size) - Left;
        return y < 0 || y >= Input.Height || x < 0 || x >= Input.Width ? -1 : (y * Input.Width) + x;
    }

    private int Places(int length) =>
        Padding == Padding.Same ? ((length - 1) / Stride) + 1
        : length < Size ? 0
        : ((length - Size) / Stride) + 1;

    private int Around(int length) => Padding == Padding.Same ? Math.Max(0, ((Places(length) - 1) * Stride) + Size - length) : 0;
}
