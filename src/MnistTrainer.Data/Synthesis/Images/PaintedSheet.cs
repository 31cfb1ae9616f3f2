using MnistTrainer.Imaging;

namespace MnistTrainer.Data;

/// <summary>A color image under construction, to which drawing, lighting, blur and noise are applied.</summary>
/// <param name="width">The width in pixels.</param>
/// <param name="height">The height in pixels.</param>
internal sealed class PaintedSheet(int width, int height)
{
    private const int Channels = 3;

    private double[] _values = new double[width * height * Channels];

    /// <summary>The width in pixels.</summary>
    public int Width => width;

    /// <summary>The height in pixels.</summary>
    public int Height => height;

    /// <summary>Blends a color into each pixel with a weight that depends on its row and column.</summary>
    public void Blend(Color color, Func<int, int, double> weight) =>
        Change(
            (value, channel, row, column) =>
            {
                double blended = weight(row, column);
                return value
                    + (
                        blended
                        * (
                            (
                                channel == 0 ? color.Red
                                : channel == 1 ? color.Green
                                : color.Blue
                            ) - value
                        )
                    );
            }
        );

    /// <summary>Multiplies each pixel by a factor that depends on its row and column.</summary>
    public void Light(Func<int, int, double> light) => Change((value, _, row, column) => value * light(row, column));

    /// <summary>Adds the same random amount to all channels of a pixel, like camera noise or paper grain.</summary>
    public void Noise(double deviation, PortableRandom random)
    {
        for (int i = 0; i < _values.Length; i += Channels)
        {
            double amount = random.NextGaussian(deviation);
            for (int channel = 0; channel < Channels; channel++)
                _values[i + channel] += amount;
        }
    }

    /// <summary>Applies a box blur twice.</summary>
    /// <param name="radius">The radius of the box, excluding its center.</param>
    public void Blur(int radius)
    {
        for (int pass = 0; pass < 2 && radius > 0; pass++)
        {
            double[] source = (double[])_values.Clone();
            Change((_, channel, row, column) => Mean(source, channel, (row, column), (0, radius)));
            source = (double[])_values.Clone();
            Change((_, channel, row, column) => Mean(source, channel, (row, column), (radius, 0)));
        }
    }

    /// <summary>Returns the sheet as an image.</summary>
    /// <param name="alpha">The opacity of each pixel, 0 to 1. Default: opaque.</param>
    public ColorImage ToImage(Func<int, int, double>? alpha = null)
    {
        byte[] pixels = new byte[width * height * ColorImage.Channels];
        for (int i = 0; i < width * height; i++)
        {
            for (int channel = 0; channel < Channels; channel++)
                pixels[(i * ColorImage.Channels) + channel] = (byte)Math.Clamp(_values[(i * Channels) + channel] + 0.5, 0, 255);
            pixels[(i * ColorImage.Channels) + Channels] = alpha is null ? (byte)255 : (byte)(255 * alpha(i / width, i % width));
        }

        return new ColorImage(width, height, pixels);
    }

    private double Mean(double[] source, int channel, (int Row, int Column) middle, (int Down, int Across) reach)
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
                sum += source[(((row * width) + column) * Channels) + channel];
        }

        return sum / count;
    }

    private void Change(Func<double, int, int, int, double> change)
    {
        double[] changed = new double[_values.Length];
        for (int i = 0; i < changed.Length; i++)
            changed[i] = change(_values[i], i % Channels, i / Channels / width, i / Channels % width);
        _values = changed;
    }
}
