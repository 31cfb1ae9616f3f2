using System.Globalization;
using System.Text;

namespace MnistTrainer.Data.Tests;

/// <summary>Numbers with decimal commas between cells that commas separate look like twice as many pixels.</summary>
public sealed class SplitDecimalsTests : IDisposable
{
    private static readonly NumberFormatInfo Commas = new() { NumberDecimalSeparator = "," };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0.00", 255)]
    [InlineData("0.0#####", 255)]
    [InlineData("0.000", 1)]
    [InlineData("0.00", 1)]
    public void Rejects_numbers_that_take_two_cells(string format, double scale)
    {
        Rejection.Of(
            () => Load(Table(image => string.Join(',', image.Select(pixel => (pixel / scale).ToString(format, Commas))))),
            "table.csv: expected decimal points, or another separator than the comma, which marks the decimals, found 128 cells that are whole parts and decimals in turn"
        );
    }

    [Fact]
    public void Reads_images_twice_as_wide_as_high()
    {
        // The same cells, but of real images side by side.
        Dataset set = Load(Table(image => string.Join(',', Enumerable.Range(0, 128).Select(i => image[(i / 16 * 8) + (i % 16 / 2)]))));
        Assert.Equal(128, set.Samples.Shape.Size);
    }

    private Dataset Load(string table) =>
        CsvLoader.Load(_folder.Write("table.csv", Encoding.UTF8.GetBytes(table)), null, TestContext.Current.CancellationToken);

    private static string Table(Func<int[], string> line) =>
        string.Concat(Tables.Images(40).Select(one => $"{one.Label},{line(one.Pixels)}\n"));
}
