using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>
/// Draws the effect of each pixel on a score with characters, two pixels to a character like <see cref="DigitDrawing"/>: green raises it, red lowers it;
/// without color + and -, or # and = for large effects.
/// </summary>
internal static class EffectDrawing
{
    /// <summary>Returns the lines of a drawing, each as wide as the image.</summary>
    /// <param name="effects">The effects, row by row.</param>
    /// <param name="shape">The shape of the image.</param>
    /// <param name="inColor">Whether escape sequences may be used.</param>
    public static string[] Draw(IReadOnlyList<double> effects, Shape shape, bool inColor)
    {
        double largest = Math.Max(effects.Max(Math.Abs), 1e-12);
        string[] lines = new string[(shape.Height + 1) / 2];
        for (int i = 0; i < lines.Length; i++)
        {
            StringBuilder line = new();
            for (int x = 0; x < shape.Width; x++)
            {
                double above = At((2 * i * shape.Width) + x),
                    below = (2 * i) + 1 < shape.Height ? At((((2 * i) + 1) * shape.Width) + x) : 0;
                if (inColor)
                    line.Append(CultureInfo.InvariantCulture, $"\e[38;2;{Color(above)};48;2;{Color(below)}m▀");
                else
                    line.Append(Sign((above + below) / 2));
            }

            lines[i] = inColor ? line.Append("\e[0m").ToString() : line.ToString();
        }

        return lines;

        double At(int pixel) => effects[pixel] / largest;
    }

    private static string Color(double effect)
    {
        int strength = (int)(255 * Math.Sqrt(Math.Abs(effect)));
        return effect > 0 ? $"0;{strength};{strength / 3}" : $"{strength};0;{strength / 4}";
    }

    private static char Sign(double effect) =>
        effect switch
        {
            > 0.35 => '#',
            > 0.05 => '+',
            < -0.35 => '=',
            < -0.05 => '-',
            _ => ' ',
        };
}
