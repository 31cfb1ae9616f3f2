using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>Draws the digits of a number on their paper.</summary>
/// <param name="digits">Where each lies; at least one.</param>
/// <param name="height">Of the image, in pixels.</param>
/// <param name="paper">What they stand on.</param>
/// <param name="random">What differs from sheet to sheet.</param>
internal sealed class PaperDrawing(List<PlacedDigit> digits, int height, NumberPaper paper, RandomStream random)
{
    private const int White = 255;
    private const int Line = 90;

    private readonly int _width = digits.Max(digit => digit.Box.Right) + digits[0].Left;
    private readonly int _stroke = Math.Max(1, height / 90);

    /// <summary>The image.</summary>
    public GrayImage Draw()
    {
        byte[] ink = Ink();
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

        // Ink takes a share of the light that the paper gives back.
        double strength = paper == NumberPaper.Shaded ? random.Between(0.5, 0.9) : 0.9;
        for (int i = 0; i < sheet.Length; i++)
            sheet[i] = (byte)(sheet[i] * (1 - (strength * ink[i] / 255)));
        return new GrayImage(_width, height, sheet);
    }

    private byte[] Ink()
    {
        byte[] ink = new byte[_width * height];
        foreach (PlacedDigit digit in digits)
        {
            for (int y = 0; y < digit.Image.Height && digit.Top + y < height; y++)
            {
                for (int x = 0; x < digit.Image.Width; x++)
                {
                    int place = ((digit.Top + y) * _width) + digit.Left + x;
                    ink[place] = Math.Max(ink[place], digit.Image[x, y]);
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

    /// <summary>A box around a digit, at a distance that keeps it clear of the next one's.</summary>
    private void Frame(byte[] sheet, ImageBox digit)
    {
        int beside = Math.Max(2, height / 18);
        (int left, int right) = (Math.Max(0, digit.Left - beside), Math.Min(_width - 1, digit.Right + beside));
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
        double acrossFall = random.Between(-70, 70),
            downFall = random.Between(-40, 40),
            light = random.Between(190, 225);
        for (int i = 0; i < sheet.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, _width);
            double level = light + (acrossFall * (((double)x / _width) - 0.5)) + (downFall * (((double)y / height) - 0.5)) + random.Bell(3);
            sheet[i] = (byte)Math.Clamp(level, 0, White);
        }
    }
}
