using System.Globalization;
using System.IO.Compression;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>
/// Tables of known origin, for which networks without care for units fail: shapes in a plane, people and houses with columns of very different units, and Friedman's first
/// function. They are written as <see cref="PublicTable"/> reads them: <c>dotnet run -c Release --project tests/MnistTrainer.Benchmarks -- generate-tables FOLDER</c>.
/// </summary>
internal static class GeneratedTables
{
    private const int Folds = 5;

    /// <summary>Writes all of them, the same for every run.</summary>
    /// <returns>0.</returns>
    public static int Write(string folder)
    {
        Directory.CreateDirectory(folder);
        List<string> tables = ["table,task,positive,rows"],
            schema = ["table,column,kind"];
        Add("moons", "binary", "1", 1_000, Moon);
        Add("spirals", "multiclass", "", 1_500, Spiral);
        Add("people", "binary", "1", 20_000, random => Person(random, areWhole: false));
        Add("people_whole", "binary", "1", 20_000, random => Person(random, areWhole: true));
        Add("friedman1", "regression", "", 2_000, Friedman);
        Add("houses", "regression", "", 5_000, House);
        File.WriteAllLines(Path.Combine(folder, "tables.csv"), tables);
        File.WriteAllLines(Path.Combine(folder, "schema.csv"), schema);
        return 0;

        void Add(string name, string task, string positive, int rows, Func<Random, (double[] Columns, double Label)> draw)
        {
            Random random = new(1);
            using StreamWriter writer = new(new GZipStream(File.Create(Path.Combine(folder, $"{name}.csv.gz")), CompressionLevel.Optimal));
            for (int row = 0; row < rows; row++)
            {
                (double[] columns, double label) = draw(random);
                string[] names = [.. columns.Select((_, i) => $"c{i}")];
                if (row == 0)
                {
                    writer.WriteLine($"fold,{string.Join(',', names)},label");
                    schema.AddRange(names.Select(column => $"{name},{column},numeric"));
                }

                IEnumerable<double> cells = [row % Folds, .. columns, label];
                writer.WriteLine(string.Join(',', cells.Select(cell => cell.ToString("G6", CultureInfo.InvariantCulture))));
            }

            tables.Add($"{name},{task},{positive},{rows}");
        }
    }

    /// <summary>Two half circles that reach into each other.</summary>
    private static (double[] Columns, double Label) Moon(Random random)
    {
        int label = random.Next(2);
        double angle = Math.PI * random.NextDouble(),
            x = label == 0 ? Math.Cos(angle) : 1 - Math.Cos(angle),
            y = label == 0 ? Math.Sin(angle) : 0.5 - Math.Sin(angle);
        return ([x + (0.22 * Normal(random)), y + (0.22 * Normal(random))], label);
    }

    /// <summary>Three arms of a spiral.</summary>
    private static (double[] Columns, double Label) Spiral(Random random)
    {
        int label = random.Next(3);
        double radius = 0.3 + (2.7 * random.NextDouble()),
            angle = (2.2 * radius) + (label * 2 * Math.PI / 3);
        return ([(radius * Math.Cos(angle)) + (0.07 * Normal(random)), (radius * Math.Sin(angle)) + (0.07 * Normal(random))], label);
    }

    /// <summary>Who earns much: age, years of education, hours of work, a gain in dollars that most do not have, a weight in the hundred thousands, and three that are one-hot.</summary>
    private static (double[] Columns, double Label) Person(Random random, bool areWhole)
    {
        double age = Value(17 + (73 * random.NextDouble())),
            education = random.Next(1, 17),
            hours = Value(Math.Clamp(40 + (12 * Normal(random)), 1, 99)),
            gain = random.NextDouble() < 0.09 ? Value(Math.Exp(8.3 + (1.1 * Normal(random)))) : 0,
            weight = Value(Math.Exp(12 + (0.5 * Normal(random))));
        int home = random.Next(3);
        double score =
            -6.5
            + (0.33 * education)
            + (home == 0 ? 2 : 0)
            + (0.03 * hours)
            - (0.0022 * (age - 48) * (age - 48))
            + (gain > 5_000 ? 1.5 : 0)
            + Logistic(random);
        return ([age, education, hours, gain, weight, home == 0 ? 1 : 0, home == 1 ? 1 : 0, home == 2 ? 1 : 0], score > 0 ? 1 : 0);

        double Value(double value) => areWhole ? Math.Round(value) : Math.Round(value, 2);
    }

    /// <summary>Friedman 1991, "Multivariate adaptive regression splines": 10 sin(π x₀ x₁) + 20 (x₂ - ½)² + 10 x₃ + 5 x₄ and noise of deviation 1, beside five columns of nothing.</summary>
    private static (double[] Columns, double Label) Friedman(Random random)
    {
        double[] x = [.. Enumerable.Range(0, 10).Select(_ => random.NextDouble())];
        double y = (10 * Math.Sin(Math.PI * x[0] * x[1])) + (20 * (x[2] - 0.5) * (x[2] - 0.5)) + (10 * x[3]) + (5 * x[4]);
        return (x, y + Normal(random));
    }

    /// <summary>The price of a house in dollars: from its area in square feet, lot, year, rooms, place and the income of its neighbors.</summary>
    private static (double[] Columns, double Label) House(Random random)
    {
        double area = Math.Round(Math.Exp(7.4 + (0.4 * Normal(random)))),
            lot = Math.Round(Math.Exp(9 + (0.6 * Normal(random)))),
            year = random.Next(1900, 2024),
            rooms = random.Next(2, 9),
            latitude = 37 + random.NextDouble(),
            longitude = -122.5 + random.NextDouble(),
            income = Math.Round(Math.Exp(11 + (0.4 * Normal(random))));
        double near = Math.Exp(-(Square(latitude - 37.5) + Square(longitude + 122)) / 0.05),
            price = (110 * area) + (1.2 * lot) + (600 * (year - 1900)) + (8_000 * rooms) + (250_000 * near) + (1.5 * income);
        return ([area, lot, year, rooms, latitude, longitude, income], Math.Round(price * (1 + (0.06 * Normal(random)))));
    }

    private static double Square(double x) => x * x;

    private static double Logistic(Random random)
    {
        double share = random.NextDouble();
        return Math.Log(share / (1 - share));
    }

    /// <summary>Box and Muller 1958.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
