using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>A digit as a bitmap of one bit per pixel.</summary>
/// <param name="Label">The digit, 0 to 9.</param>
/// <param name="Bits">The image: 255 for ink, 0 for paper.</param>
/// <param name="Aspect">The width of a pixel in units of its height, above 0: not 1 where a bitmap was stretched.</param>
internal sealed record BitmapDigit(int Label, GrayImage Bits, double Aspect)
{
    // The height that a bitmap is enlarged to: edges are interpolated at a multiple of MNIST's resolution.
    private const int Height = 64;

    // Room around the digit, since the edge of an image counts as paper.
    private const int Margin = 24;

    /// <summary>Returns the digit in MNIST's frame of 28x28 pixels, as a drawing would be read.</summary>
    /// <param name="place">The file and line, for messages.</param>
    /// <exception cref="InvalidInputException">The bitmap has no ink.</exception>
    public GrayImage Frame(string place)
    {
        try
        {
            return DigitNormalizer.Normalize(Enlarge(), place);
        }
        catch (InvalidImageException e)
        {
            throw new InvalidInputException(place, "a bitmap of a digit", "one without ink", "Remove it, or fetch the file again", e);
        }
    }

    private GrayImage Enlarge()
    {
        int inner = Math.Max(1, (int)Math.Round((double)Height * Bits.Width / Bits.Height * Aspect));
        GrayImage large = Bits.Resize(inner, Height);
        int width = inner + (2 * Margin);
        byte[] pixels = new byte[width * (Height + (2 * Margin))];
        for (int y = 0; y < Height; y++)
            large.Row(y).CopyTo(pixels.AsSpan(((Margin + y) * width) + Margin));
        return new GrayImage(width, Height + (2 * Margin), pixels);
    }
}
