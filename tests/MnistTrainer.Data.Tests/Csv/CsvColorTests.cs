using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

/// <summary>Rows of color images, which are rejected by their name, whether or not labels are required.</summary>
public sealed class CsvColorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(32, 8, true)] // CIFAR's size, one color after the other, too few rows to compare
    [InlineData(32, 8, false)]
    [InlineData(28, 30, true)]
    [InlineData(28, 30, false)]
    public void Are_rejected_as_color_images(int side, int rows, bool isPlanar)
    {
        Random random = new(1);
        int size = side * side;
        string text = string.Concat(
            Enumerable
                .Range(0, rows)
                .Select(row =>
                {
                    byte[] gray = new byte[size];
                    random.NextBytes(gray);
                    IEnumerable<object> values = isPlanar
                        ? gray.Concat(gray.Select(value => (byte)(value / 2)))
                            .Concat(gray.Select(value => (byte)(255 - value)))
                            .Cast<object>()
                        : gray.SelectMany(value => (object[])[value, value / 2, 255 - value]);
                    return Tables.Line([row % 10], values);
                })
        );
        string path = _folder.Write("cifar.csv", text);
        foreach (bool required in (bool[])[true, false])
        {
            foreach (Shape? shape in (Shape?[])[null, Shape.Image(28, 28)])
                Rejection.Of(
                    () =>
                        CsvLoader.Load(
                            path,
                            new LoadOptions { LabelsRequired = required, Shape = shape },
                            TestContext.Current.CancellationToken
                        ),
                    $"color images: {3 * size} values"
                );
        }
    }
}
