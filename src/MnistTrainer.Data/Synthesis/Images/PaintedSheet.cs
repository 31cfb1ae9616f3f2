using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>A colored sheet that things are painted on, and that light, lens and camera change.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
internal sealed class PaintedSheet(int width, int height)
{
    private const int Parts = 3;

    private double[] _parts = new double[width * height * Parts];

    /// <summary>Columns.</summary>
    public int Width => width;

    /// <summary>Rows.</summary>
    public int Height => height;

    /// <summary>Mixes a color into each pixel by a share that depends on its row and column.</summary>
    public void Mix(Color color, Func<int, int, double> share) =>
        Change(
            (value, part, row, column) =>
            {
                double mixed = share(row, column);
                return value
                    + (
                        mixed
                        * (
                            (
                                part == 0 ? color.Red
                                : part == 1 ? color.Green
                                : color.Blue
                            ) - value
                        )
                    );
            }
        );

    /// <summary>Lets so much of the light that was there fall on each pixel.</summary>
    public void Light(Func<int, int, double> light) => Change((value, _, row, column) => value * light(row, column));

    /// <summary>Adds the same random amount to all parts of a pixel, as a camera's noise or paper's grain.</summary>
    public void Noise(double deviation, RandomStream random)
    {
        for (int i = 0; i < _parts.Length; i += Parts)
        {
            double amount = random.Bell(deviation);
            for (int part = 0; part < Parts; part++)
                _parts[i + part] += amount;
        }
    }

    /// <summary>Replaces each pixel by the mean over a square of them, twice.</summary>
    /// <param name="radius">Of the square, without its middle.</param>
    public void Blur(int radius)
    {
        for (int pass = 0; pass < 2 && radius > 0; pass++)
        {
            double[] source = (double[])_parts.Clone();
            Change((_, part, row, column) => Mean(source, part, (row, column), (0, radius)));
            source = (double[])_parts.Clone();
            Change((_, part, row, column) => Mean(source, part, (row, column), (radius, 0)));
        }
    }

    /// <summary>The sheet as an image.</summary>
    /// <param name="alpha">How opaque each pixel is, 0 to 1; opaque where it is left out.</param>
    public ColorImage ToImage(Func<int, int, double>? alpha = null)
    {
        byte[] pixels = new byte[width * height * ColorImage.Channels];
        for (int i = 0; i < width * height; i++)
        {
            for (int part = 0; part < Parts; part++)
                pixels[(i * ColorImage.Channels) + part] = (byte)Math.Clamp(_parts[(i * Parts) + part] + 0.5, 0, 255);
            pixels[(i * ColorImage.Channels) + Parts] = alpha is null ? (byte)255 : (byte)(255 * alpha(i / width, i % width));
        }

        return new ColorImage(width, height, pixels);
    }

    private double Mean(double[] source, int part, (int Row, int Column) middle, (int Down, int Across) reach)
    {
        double sum = 0;
        int count = 0;
        for (int row = Math.Max(0, middle.Row - reach.Down); row <= Math.Min(height - 1, middle.Row + reach.Down); row++)
        {
            for (
                int column = Math.Max(0, middle.Column - reach.Across);
                column <= Math.Min(width - 1, middle.Column + reach.Across);
                column++, count++
            )
                sum += source[(((row * width) + column) * Parts) + part];
        }

        return sum / count;
    }

    private void Change(Func<double, int, int, int, double> change)
    {
        double[] changed = new double[_parts.Length];
        for (int i = 0; i < changed.Length; i++)
            changed[i] = change(_parts[i], i % Parts, i / Parts / width, i / Parts % width);
        _parts = changed;
    }
}
