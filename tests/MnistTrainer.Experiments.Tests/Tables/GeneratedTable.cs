using System.Globalization;
using System.Text;
using MnistTrainer.Data;

namespace MnistTrainer.Experiments.Tests;

/// <summary>Tables by a known rule.</summary>
internal static class GeneratedTable
{
    /// <summary>
    /// price = 1000 + 30 rooms + 20 (size - 50) + 300 in the city, plus noise, of rooms from 1 to 6, sizes from 20 to 80 and half of the houses in the city; color and
    /// door do not matter. So that a model cannot know the noise, it is a tenth of the deviation.
    /// </summary>
    public static string Houses(int rows, int seed = 1)
    {
        Random random = new(seed);
        StringBuilder text = new("id,rooms,size,place,color,door,price\n");
        for (int row = 0; row < rows; row++)
        {
            int rooms = random.Next(1, 7);
            double size = 20 + (60 * random.NextDouble());
            bool isCity = random.Next(2) == 0;
            string color = random.Next(3) switch
            {
                0 => "red",
                1 => "green",
                _ => "blue",
            };
            double price = 1000 + (30 * rooms) + (20 * (size - 50)) + (isCity ? 300 : 0) + (40 * (random.NextDouble() - 0.5));
            text.Append(
                CultureInfo.InvariantCulture,
                $"h{row},{rooms},{size:F2},{(isCity ? "city" : "country")},{color},{random.NextDouble():F3},{price:F1}\n"
            );
        }

        return text.ToString();
    }

    /// <summary>A flower is a rose where its petals are long and its stem has thorns, a tulip where they are short, and else a lily; height does not matter.</summary>
    public static string Flowers(int rows, int seed = 1)
    {
        Random random = new(seed);
        StringBuilder text = new("petal,thorns,height,flower\n");
        for (int row = 0; row < rows; row++)
        {
            double petal = random.NextDouble() * 10;
            bool hasThorns = random.Next(2) == 0;
            string flower =
                petal < 4 ? "tulip"
                : hasThorns ? "rose"
                : "lily";
            text.Append(CultureInfo.InvariantCulture, $"{petal:F3},{(hasThorns ? "yes" : "no")},{random.Next(10, 99)},{flower}\n");
        }

        return text.ToString();
    }

    public static TableData Load(TemporaryFolder folder, string text, string label, TableOptions? options = null) =>
        new TableSelection(folder.Write($"{label}.csv", text))
        {
            Options = (options ?? new TableOptions()) with { LabelColumn = label },
        }.Load(cancellation: TestContext.Current.CancellationToken);

    public static TrainedTable Train(TableData data) =>
        new TableTraining(TableTraining.RecipeFor(data.Schema, data.Train.Count)).Run(
            data,
            cancellation: TestContext.Current.CancellationToken
        );
}
