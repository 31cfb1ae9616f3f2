namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The shape of one sample, or of the output of a layer: channels of images. Values are stored row by row, with the channels
/// of a pixel next to each other. A vector of n values has n channels of one pixel; see <see cref="Vector"/>.
/// </summary>
/// <param name="Channels">Number of channels, at least 1. A gray image has one.</param>
/// <param name="Height">Rows, at least 1.</param>
/// <param name="Width">Columns, at least 1.</param>
public readonly record struct Shape(int Channels, int Height, int Width)
{
    /// <summary>The number of values: channels times height times width.</summary>
    public int Size => checked(Channels * Height * Width);

    /// <summary>Whether this is a vector: an image of one pixel.</summary>
    public bool IsVector => Height == 1 && Width == 1;

    /// <summary>A gray image.</summary>
    public static Shape Image(int height, int width) => new(1, height, width);

    /// <summary>A vector of <paramref name="size"/> values.</summary>
    public static Shape Vector(int size) => new(size, 1, 1);

    /// <summary><c>784</c> for a vector, <c>28x28</c> for a gray image, <c>3x28x28</c> for channels of images.</summary>
    public override string ToString() =>
        IsVector ? $"{Channels}"
        : Channels == 1 ? $"{Height}x{Width}"
        : $"{Channels}x{Height}x{Width}";
}
