using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>A line of digits that is cut into parts, and how well consecutive parts match each digit.</summary>
internal sealed class CutLine
{
    // As for PlacedDigit, a quarter of full ink is ink.
    private const int Visible = 64;

    private readonly int[] _ink;
    private readonly int[,] _own;
    private readonly int[,] _foreign;

    /// <param name="line">The line, found in an image of exactly these digits, which was not resized.</param>
    /// <param name="digits">The digits.</param>
    public CutLine(DigitLine line, IReadOnlyList<PlacedDigit> digits)
    {
        _ink = [.. digits.Select(digit => Math.Max(1, digit.Image.Pixels.ToArray().Count(ink => ink >= Visible)))];
        _own = new int[line.Count, digits.Count];
        _foreign = new int[line.Count, digits.Count];
        for (int part = 0; part < line.Count; part++)
            Count(line, part, digits);
    }

    /// <summary>
    /// How well consecutive parts match a digit: the share of its ink that they have, less their ink of other digits as a share of the same ink.
    /// At most 1, where they are exactly this digit.
    /// </summary>
    /// <param name="first">The first part.</param>
    /// <param name="count">The number of parts.</param>
    /// <param name="digit">The index of the digit.</param>
    public double Match(int first, int count, int digit) =>
        (double)Enumerable.Range(first, count).Sum(part => _own[part, digit] - _foreign[part, digit]) / _ink[digit];

    private void Count(DigitLine line, int part, IReadOnlyList<PlacedDigit> digits)
    {
        GrayImage drawn = line.Draw(part, 1);
        ImageBox box = line.Box(part, 1);
        int left = box.Left - ((drawn.Width - box.Width) / 2),
            top = box.Top - ((drawn.Height - box.Height) / 2);
        bool[] isOf = new bool[digits.Count];
        for (int y = 0; y < drawn.Height; y++)
        {
            for (int x = 0; x < drawn.Width; x++)
            {
                if (drawn[x, y] < Visible)
                    continue;
                for (int digit = 0; digit < isOf.Length; digit++)
                    isOf[digit] = InkOf(digits[digit], left + x, top + y) >= Visible;
                bool isOfAny = isOf.Contains(true);
                for (int digit = 0; digit < isOf.Length; digit++)
                {
                    _own[part, digit] += isOf[digit] ? 1 : 0;
                    _foreign[part, digit] += isOfAny && !isOf[digit] ? 1 : 0;
                }
            }
        }
    }

    private static int InkOf(PlacedDigit digit, int x, int y)
    {
        (x, y) = (x - digit.Left, y - digit.Top);
        return x >= 0 && y >= 0 && x < digit.Image.Width && y < digit.Image.Height ? digit.Image[x, y] : 0;
    }
}
