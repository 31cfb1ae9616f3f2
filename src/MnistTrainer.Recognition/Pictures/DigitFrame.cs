using MnistTrainer.Imaging;

namespace MnistTrainer.Recognition;

/// <summary>
/// Tells whether a picture is framed as MNIST's digits are, and so better left as it is: 28x28 pixels, light ink on black paper, its longer
/// side 20 pixels, its centre of mass in the middle.
/// </summary>
internal static class DigitFrame
{
    private const int Side = 28;
    private const int Box = 20;
    private const int Tolerance = 1;

    /// <summary>Whether the picture has that frame.</summary>
    public static bool Has(GrayImage image)
    {
        if (image.Width != Side || image.Height != Side)
            return false;
        (int left, int top, int right, int bottom) = (Side, Side, -1, -1);
        (double mass, double sumX, double sumY) = (0, 0, 0);
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                byte ink = image[x, y];
                if (ink == 0)
                    continue;
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
                (mass, sumX, sumY) = (mass + ink, sumX + (ink * x), sumY + (ink * y));
            }
        }

        return Math.Abs(Math.Max(right - left, bottom - top) + 1 - Box) <= Tolerance && IsMiddle(sumX / mass) && IsMiddle(sumY / mass);
    }

    private static bool IsMiddle(double centre) => Math.Abs(centre - (Side / 2)) <= Tolerance;
}
