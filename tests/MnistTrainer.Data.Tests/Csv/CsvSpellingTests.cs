using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Random tables in random dialects are read back as the pixels and labels they were written from.</summary>
public sealed class CsvSpellingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Reads_the_same_bytes_from_every_dialect(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 250; round++)
        {
            Table table = Table.Make(random);
            Spelling spelling = Spelling.Make(random);
            byte[] content = spelling.Write(table, random);
            Dataset set = CsvLoader.Load(_folder.Write("table", content), null, TestContext.Current.CancellationToken);

            string context = $"seed {seed}, round {round}, {spelling}";
            Assert.True(table.Labels.Length == set.Count, context);
            Assert.True(table.Shape == set.Samples.Shape, $"{context}: {set.Samples.Shape}");
            for (int row = 0; row < set.Count; row++)
            {
                Assert.True(table.Labels[row] == set.Samples.ClassNames[set.Samples.Labels[row]], $"{context}, row {row}");
                Assert.True(spelling.Expected(table.Pixels[row]).AsSpan().SequenceEqual(set.Samples.Row(row)), $"{context}, row {row}");
            }
        }
    }

    private sealed record Table(Shape Shape, byte[][] Pixels, string[] Labels)
    {
        public static Table Make(Random random)
        {
            int side = random.Next(2, 12);
            string[] classes = random.Next(3) switch
            {
                0 => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
                1 => ["cat", "dog", "cow and calf", "ox"],
                _ => ["a", "b", "c", "x"],
            };
            int rows = random.Next(20, 150);
            byte[][] pixels = new byte[rows][];
            for (int row = 0; row < rows; row++)
            {
                pixels[row] = new byte[side * side];
                random.NextBytes(pixels[row]);
                // Blank corners and full ink somewhere, as in drawings.
                pixels[row][0] = pixels[row][^1] = 0;
                pixels[row][1] = 255;
            }

            return new Table(
                Shape.Image(side, side),
                pixels,
                [.. Enumerable.Range(0, rows).Select(_ => classes[random.Next(classes.Length)])]
            );
        }
    }

    private sealed record Spelling(
        string Delimiter,
        bool Quoted,
        string LineEnd,
        Encoding Encoding,
        bool Mark,
        bool Gzip,
        int Header,
        int Label,
        bool Index,
        bool DelimiterAtEnd,
        bool BlankLines,
        double Scale,
        bool DecimalComma,
        bool OpenEnd
    )
    {
        public static Spelling Make(Random random)
        {
            string delimiter = Pick(random, ",", ";", "\t", " ", "|");
            return new Spelling(
                delimiter,
                random.Next(4) == 0 || delimiter == " ",
                Pick(random, "\n", "\r\n", "\r"),
                Pick(random, Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode),
                random.Next(2) == 0,
                random.Next(4) == 0,
                random.Next(4),
                random.Next(2),
                random.Next(3) == 0,
                random.Next(4) == 0,
                random.Next(4) == 0,
                Pick(random, 255.0, 1, 16),
                delimiter != "," && random.Next(2) == 0,
                random.Next(3) == 0
            );
        }

        // Seventeen gray levels represent a byte only approximately.
        public byte[] Expected(byte[] pixels) =>
            Scale == 16
                ? Array.ConvertAll(pixels, pixel => (byte)Math.Round(Sixteenth(pixel) * 255 / 16.0, MidpointRounding.AwayFromZero))
                : pixels;

        public byte[] Write(Table table, Random random)
        {
            StringBuilder text = new();
            int index = random.Next(2);
            if (Header > 0)
            {
                text.Append(
                    Line(
                        [
                            .. Enumerable
                                .Range(0, table.Shape.Size)
                                .Select(i =>
                                    Header switch
                                    {
                                        1 => $"pixel{i}",
                                        2 => $"{(i / table.Shape.Width) + 1}x{(i % table.Shape.Width) + 1}",
                                        _ => $"x{i}",
                                    }
                                ),
                        ],
                        "label",
                        "id"
                    )
                );
            }

            for (int row = 0; row < table.Labels.Length; row++)
            {
                if (BlankLines && random.Next(5) == 0)
                    text.Append(LineEnd);
                text.Append(Line([.. table.Pixels[row].Select(Cell)], table.Labels[row], $"{index + row}"));
            }

            string all = OpenEnd ? text.ToString()[..^LineEnd.Length] : text.ToString();
            byte[] content = [.. Mark ? Encoding.GetPreamble() : [], .. Encoding.GetBytes(all)];
            return Gzip ? Bytes.Gzip(content) : content;
        }

        private string Line(string[] pixels, string label, string index)
        {
            string[] cells = Label == 0 ? [label, .. pixels] : [.. pixels, label];
            if (Index)
                cells = [index, .. cells];
            return string.Join(Delimiter, cells.Select(cell => Quoted ? $"\"{cell}\"" : cell))
                + (DelimiterAtEnd ? Delimiter : "")
                + LineEnd;
        }

        private string Cell(byte pixel)
        {
            string number = Scale switch
            {
                1 => (pixel / 255.0).ToString("R", CultureInfo.InvariantCulture),
                16 => Sixteenth(pixel).ToString(CultureInfo.InvariantCulture),
                _ => pixel.ToString(CultureInfo.InvariantCulture),
            };
            return DecimalComma ? number.Replace('.', ',') : number;
        }

        private static int Sixteenth(byte pixel) => pixel == 255 ? 16 : pixel / 16;

        private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];
    }
}
