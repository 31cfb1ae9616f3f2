namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>Places of an image, line by line.</summary>
/// <param name="length">Places of a line.</param>
/// <param name="across">Floats from one place of a line to the next.</param>
/// <param name="down">Floats from one line to the next.</param>
/// <param name="first">The first place.</param>
internal unsafe struct PlaceWalk(int length, nint across, nint down, float* first)
{
    private float* _line = first;
    private int _place;

    /// <summary>Where the inputs under a line of a filter begin as it moves over the image, from a row of the output on.</summary>
    public static PlaceWalk OfPixels(in FilterWindow window, float* frame, in OutputRows rows) =>
        new(
            window.Columns,
            (nint)window.Stride * window.Channels,
            window.Stride * window.FrameRow,
            frame + (((rows.From * window.Stride) + rows.FromLine) * window.FrameRow)
        );

    /// <summary>The inputs under a filter.</summary>
    public static PlaceWalk OfFilterRows(in FilterWindow window, float* frame) =>
        new(window.Size * window.Channels, 1, window.FrameRow, frame);

    /// <summary>Writes the next few places.</summary>
    public void Next(float** places, int count)
    {
        for (int i = 0; i < count; )
        {
            int run = Math.Min(count - i, length - _place);
            float* at = _line + (_place * across);
            for (int end = i + run; i < end; i++, at += across)
                places[i] = at;
            _place += run;
            if (_place == length)
            {
                _place = 0;
                _line += down;
            }
        }
    }
}
