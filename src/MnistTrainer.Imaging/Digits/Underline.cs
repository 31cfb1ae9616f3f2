namespace MnistTrainer.Imaging;

/// <summary>Recognizes a line that is drawn below a digit, by its place and its form. The foot of a 1 or of a 2 touches the digit.</summary>
internal static class Underline
{
    // Of the height of the digit: the least and the largest gap between it and the line. Of its width: how much of it the line is below.
    private const double LeastGap = 0.07;
    private const double LargestGap = 0.7;
    private const double Covered = 0.7;

    // The least width of a line in its heights, and the least and the largest in heights of the digit: those of ruled paper are longer.
    private const double LeastLength = 3;
    private const double LeastWidth = 0.4;
    private const double LargestWidth = 3;

    /// <summary>Whether the ink in one box is a line below that of another.</summary>
    /// <param name="line">The first box.</param>
    /// <param name="digit">The second box.</param>
    public static bool Is(ImageBox line, ImageBox digit)
    {
        double gap = (double)(line.Top - digit.Bottom) / digit.Height;
        return gap is >= LeastGap and <= LargestGap
            && HasForm(line.Width, line.Height)
            && line.Width >= LeastWidth * digit.Height
            && line.Width <= LargestWidth * digit.Height
            && -line.GapTo(digit) >= Covered * digit.Width;
    }

    /// <summary>Whether ink of this size has the form of a level line.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    public static bool HasForm(int width, int height) => width >= LeastLength * height;
}
