using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>Renders the digits of a number on their background.</summary>
/// <param name="digits">The placed digits; at least one.</param>
/// <param name="height">The height of the image, in pixels.</param>
/// <param name="paper">The background.</param>
/// <param name="random">The random stream of this image.</param>
internal sealed class NumberRenderer(List<PlacedDigit> digits, int height, NumberPaper paper, PortableRandom random)
{
    private const int White = 255;
    private const int Line = 90;

    private readonly int _width = digits.Max(digit => digit.Box.Right) + digits[0].Left;
    private readonly int _stroke = Math.Max(1, height / 90);

    /// <summary>Renders the image.</summary>
    public GrayImage Render()
    {
        byte[] ink = DrawInk();
        if (paper == NumberPaper.Black)
            return new GrayImage(_width, height, ink);
        byte[] sheet = new byte[ink.Length];
        Array.Fill(sheet, (byte)White);
        if (paper == NumberPaper.Ruled)
            Rule(sheet, digits.Max(digit => digit.Box.Bottom) - 1);
        if (paper == NumberPaper.Form)
            digits.ForEach(digit => Frame(sheet, digit.Box));
        if (paper == NumberPaper.Shaded)
            Shade(sheet);

        // Ink absorbs a fraction of the light that the paper reflects.
        double strength = paper == NumberPaper.Shaded ? random.NextDouble(0.5, 0.9) : 0.9;
        for (int i = 0; i < sheet.Length; i++)
            sheet[i] = (byte)(sheet[i] * (1 - (strength * ink[i] / 255)));
        return new GrayImage(_width, height, sheet);
    }

    private byte[] DrawInk()
    {
        byte[] ink = new byte[_width * height];
        foreach (PlacedDigit digit in digits)
        {
            for (int y = 0; y < digit.Image.Height && digit.Top + y < height; y++)
            {
                for (int x = 0; x < digit.Image.Width; x++)
                {
                    int index = ((digit.Top + y) * _width) + digit.Left + x;
                    ink[index] = Math.Max(ink[index], digit.Image[x, y]);
                }
            }
        }

        return ink;
    }

    private void Rule(byte[] sheet, int row)
    {
        for (int y = row; y < Math.Min(height, row + _stroke); y++)
            Array.Fill(sheet, (byte)Line, y * _width, _width);
    }

    /// <summary>Draws a box around a digit with a margin that keeps it separate from the next box.</summary>
    private void Frame(byte[] sheet, ImageBox digit)
    {
        int margin = Math.Max(2, height / 18);
        (int left, int right) = (Math.Max(0, digit.Left - margin), Math.Min(_width - 1, digit.Right + margin));
        (int top, int bottom) = (height / 20, height - 1 - (height / 20));
        for (int y = top; y <= bottom; y++)
        {
            bool isAcross = y < top + _stroke || y > bottom - _stroke;
            for (int x = left; x <= right; x++)
            {
                if (isAcross || x < left + _stroke || x > right - _stroke)
                    sheet[(y * _width) + x] = Line;
            }
        }
    }

    private void Shade(byte[] sheet)
    {
        double horizontalGradient = random.NextDouble(-70, 70),
            verticalGradient = random.NextDouble(-40, 40),
            light = random.NextDouble(190, 225);
        for (int i = 0; i < sheet.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, _width);
            double level =
                light
                + (horizontalGradient * (((double)x / _width) - 0.5))
                + (verticalGradient * (((double)y / height) - 0.5))
                + random.NextGaussian(3);
            sheet[i] = (byte)Math.Clamp(level, 0, White);
        }
    }
}
