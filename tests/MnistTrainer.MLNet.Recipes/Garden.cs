using System.Globalization;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Recipes;

/// <summary>Plants that do not exist, and images of shapes: data that anybody may use.</summary>
internal static class Garden
{
    private const int Side = 16;

    // Stem, leaf length, leaf width and petals, in the middle of each species.
    private static readonly (string Species, double[] Middle)[] Kinds =
    [
        ("bellwort", [3.2, 1.6, 0.9, 5]),
        ("fernlily", [4.6, 2.9, 0.7, 6]),
        ("moonmint", [3.9, 1.9, 1.6, 4]),
    ];

    /// <summary>A table with a header. Species overlap a little; leaves that are wide for their length are poisonous; nectar grows with stem and petals.</summary>
    public static IEnumerable<string> Table(int rows, int seed)
    {
        Random random = new(seed);
        yield return "stemLength,leafLength,leafWidth,petals,species,isPoisonous,nectar";
        for (int row = 0; row < rows; row++)
        {
            (string species, double[] middle) = Kinds[random.Next(Kinds.Length)];
            double[] plant =
            [
                .. middle.Select((value, i) => i == 3 ? value + random.Next(2) : value * (1 + (0.3 * (random.NextDouble() - 0.5)))),
            ];
            double nectar = (plant[0] * plant[3] / 4) + (0.2 * random.NextDouble());
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{plant[0]:F2},{plant[1]:F2},{plant[2]:F2},{plant[3]},{species},{plant[2] > 0.5 * plant[1]},{nectar:F2}"
            );
        }
    }

    /// <summary>Draws lying bars and standing poles, somewhere in the image, as <c>bar-1.png</c>, <c>pole-2.png</c> and so on.</summary>
    public static void DrawShapes(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        Random random = new(3);
        for (int i = 1; i <= count; i++)
        {
            int middle = random.Next(3, Side - 3);
            byte[] pixels = new byte[4 * Side * Side];
            for (int at = 0; at < Side * Side; at++)
            {
                int place = i % 2 == 1 ? at / Side : at % Side;
                pixels.AsSpan(4 * at, 3).Fill((byte)(Math.Abs(place - middle) < 2 ? random.Next(160, 256) : random.Next(80)));
                pixels[(4 * at) + 3] = 255;
            }

            using MLImage image = MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Rgba32, pixels);
            image.Save(Path.Combine(folder, $"{(i % 2 == 1 ? "bar" : "pole")}-{i}.png"));
        }
    }
}
