using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images.Tests;

/// <summary>Writes digits and other marks beside each other, in black on white: synthetic digits, and marks as lines of a round pen.</summary>
internal static class WrittenLine
{
    private const int Height = 72;
    private const int Margin = 50;
    private const double Pen = 4;

    // In hundredths of the height of a digit, as x, y pairs, one array for each stroke.
    private static readonly Dictionary<char, int[][]> Marks = new()
    {
        ['('] =
        [
            [24, -8, 8, 20, 2, 50, 8, 80, 24, 108],
        ],
        [')'] =
        [
            [0, -8, 16, 20, 22, 50, 16, 80, 0, 108],
        ],
        ['/'] =
        [
            [60, -8, 0, 108],
        ],
        [':'] =
        [
            [0, 40, 0, 42],
            [0, 88, 0, 90],
        ],
        ['='] =
        [
            [0, 38, 50, 38],
            [0, 64, 50, 64],
        ],
        ['+'] =
        [
            [0, 52, 56, 52],
            [28, 24, 28, 80],
        ],
        ['x'] =
        [
            [0, 38, 48, 92],
            [48, 38, 0, 92],
        ],
        ['!'] =
        [
            [0, -4, 0, 66],
            [0, 94, 0, 96],
        ],
        ['%'] =
        [
            [70, 0, 0, 100],
            [14, 4, 2, 20, 14, 36, 26, 20, 14, 4],
            [62, 62, 50, 80, 62, 98, 74, 80, 62, 62],
        ],
        ['#'] =
        [
            [24, 0, 10, 100],
            [58, 0, 44, 100],
            [0, 34, 70, 30],
            [-4, 68, 66, 64],
        ],
        ['E'] =
        [
            [56, 0, 0, 0, 0, 100, 58, 100],
            [0, 50, 48, 50],
        ],
    };

    private static readonly Samples<byte> Digits = DigitSynthesizer.Synthesize(400, seed: 53, DataSplit.Test);

    /// <summary>Writes a line, in which <c>d</c> stands for any digit.</summary>
    /// <param name="pattern">The digits and marks.</param>
    /// <param name="index">Selects the digits.</param>
    /// <returns>The image, the digits as text, and the place of each.</returns>
    public static (GrayImage Image, string Digits, IReadOnlyList<ImageBox> Boxes) Write(string pattern, int index)
    {
        byte[] paper = [.. Enumerable.Repeat((byte)255, 800 * (Height + (2 * Margin)))];
        GrayImage image = new(800, Height + (2 * Margin), paper);
        (int left, string text, List<ImageBox> boxes) = (Margin, "", []);
        foreach (char one in pattern)
        {
            if (one == 'd')
            {
                int row = (index * pattern.Length) + text.Length;
                text += Digits.Labels[row].ToString(CultureInfo.InvariantCulture);
                boxes.Add(PutDigit(image, paper, Digits.Row(row), left));
                left = boxes[^1].Right;
            }
            else
            {
                int[][] strokes = Marks[one];
                foreach (int[] stroke in strokes)
                {
                    for (int i = 2; i < stroke.Length; i += 2)
                        DrawLine(image, paper, At(stroke[i - 2], stroke[i - 1]), At(stroke[i], stroke[i + 1]));
                }

                left += (int)At(strokes.Max(stroke => stroke.Where((_, place) => place % 2 == 0).Max()), 0).X - left;
            }

            left += Height / 4;
        }

        return (image, text, boxes);

        (double X, double Y) At(int x, int y) => (left + (x * Height / 100.0), Margin + (y * Height / 100.0));
    }

    /// <summary>Draws lines through points over an image.</summary>
    public static GrayImage Draw(GrayImage image, params (double X, double Y)[] points)
    {
        byte[] paper = image.Pixels.ToArray();
        for (int i = 1; i < points.Length; i++)
            DrawLine(image, paper, points[i - 1], points[i]);
        return new GrayImage(image.Width, image.Height, paper);
    }

    private static ImageBox PutDigit(GrayImage image, byte[] paper, ReadOnlySpan<byte> frame, int left)
    {
        const int Side = Height * 28 / 20;
        GrayImage digit = new GrayImage(28, 28, frame.ToArray()).Resize(Side, Side);
        int[] columns = [.. Enumerable.Range(0, Side).Where(x => Enumerable.Range(0, Side).Any(y => digit[x, y] > 100))],
            rows = [.. Enumerable.Range(0, Side).Where(y => Enumerable.Range(0, Side).Any(x => digit[x, y] > 100))];
        int top = Margin + ((Height - (rows[^1] - rows[0] + 1)) / 2);
        for (int y = rows[0]; y <= rows[^1]; y++)
        {
            for (int x = columns[0]; x <= columns[^1]; x++)
                paper[((top + y - rows[0]) * image.Width) + left + x - columns[0]] = (byte)(255 - digit[x, y]);
        }

        return new ImageBox(left, top, columns[^1] - columns[0] + 1, rows[^1] - rows[0] + 1);
    }

    private static void DrawLine(GrayImage image, byte[] paper, (double X, double Y) from, (double X, double Y) to)
    {
        for (int step = 0; step <= 200; step++)
        {
            (double x, double y) = (from.X + ((to.X - from.X) * step / 200), from.Y + ((to.Y - from.Y) * step / 200));
            for (int row = (int)(y - Pen); row <= y + Pen; row++)
            {
                for (int column = (int)(x - Pen); column <= x + Pen; column++)
                {
                    if (((column - x) * (column - x)) + ((row - y) * (row - y)) <= Pen * Pen)
                        paper[(row * image.Width) + column] = 0;
                }
            }
        }
    }
}
