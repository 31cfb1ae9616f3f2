using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The total memory limit of training, and how the memory is divided. Immutable.</summary>
/// <param name="Bytes">The memory in bytes, at least <see cref="Least"/>.</param>
public sealed record MemoryBudget(long Bytes)
{
    /// <summary>The minimum memory in bytes: 200 MB.</summary>
    public const long Least = 200_000_000;

    // Measured: the memory of the program itself, including conversion of a source and saving a model.
    private const long Program = 160_000_000;

    // A few blocks of images in each half of the buffer.
    private const long LeastImages = 20_000_000;

    // Parameters, gradient, the state of the optimizer, averages, copies of good and best ones, and the model as it is saved.
    private const int BytesPerParameter = 64;

    // A label, a place in the order and a weight.
    private const int BytesBesideValues = 12;

    // A label, and numbers of rows by class, together and shuffled, for the test and for validation.
    private const int BytesOfDrawing = 32;

    // Of what remains, one eighth each is for images held out for validation and for the test.
    private const int HeldOutParts = 8;

    private static readonly (string Name, double Bytes)[] Units =
    [
        ("KiB", 1 << 10),
        ("MiB", 1 << 20),
        ("GiB", 1 << 30),
        ("KB", 1e3),
        ("MB", 1e6),
        ("GB", 1e9),
    ];

    /// <summary>The format of sizes, for messages.</summary>
    public static string Expected => "a size of at least 200MB, in KB, MB, GB, KiB, MiB or GiB, such as 500MB";

    /// <summary>Parses a size such as <c>500MB</c> or <c>1.5 GiB</c>: KB, MB and GB are powers of 1000, KiB, MiB and GiB of 1024.</summary>
    /// <returns>The budget; null if the text is invalid or the size is less than <see cref="Least"/>.</returns>
    public static MemoryBudget? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        (string name, double unit) = Array.Find(Units, one => text.EndsWith(one.Name, StringComparison.OrdinalIgnoreCase));
        return
            name is not null
            && double.TryParse(
                text.AsSpan(0, text.Length - name.Length).TrimEnd(),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out double number
            )
            && number * unit >= Least
            && number * unit < long.MaxValue
            ? new MemoryBudget((long)(number * unit))
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bytes / 1e6:0.###} MB");

    /// <summary>The number of images that may be held out in memory, for validation and for the test each.</summary>
    /// <param name="network">The network that is trained.</param>
    /// <exception cref="InvalidInputException">The network leaves no memory for samples.</exception>
    internal int HeldOutRows(NetworkDefinition network) => HeldOutRows(network.CountParameters(), network.InputShape.Size);

    /// <summary>The number of rows that may be held out in memory, for validation and for the test each.</summary>
    /// <param name="parameters">The number of parameters of the network.</param>
    /// <param name="rowBytes">The bytes of the values of a row.</param>
    /// <exception cref="InvalidInputException">The network leaves no memory for samples.</exception>
    internal int HeldOutRows(long parameters, int rowBytes) =>
        (int)Math.Min(int.MaxValue, Remaining(parameters) / HeldOutParts / (rowBytes + BytesBesideValues));

    /// <summary>The number of images in the current and the next window of training.</summary>
    /// <param name="network">The network that is trained.</param>
    /// <exception cref="InvalidInputException">The network leaves no memory for samples.</exception>
    internal int BufferRows(NetworkDefinition network) => BufferRows(network.CountParameters(), network.InputShape.Size);

    /// <summary>The number of rows in the current and the next window of training.</summary>
    /// <param name="parameters">The number of parameters of the network.</param>
    /// <param name="rowBytes">The bytes of the values of a row.</param>
    /// <exception cref="InvalidInputException">The network leaves no memory for samples.</exception>
    internal int BufferRows(long parameters, int rowBytes)
    {
        long bytes = Remaining(parameters) * (HeldOutParts - 2) / HeldOutParts;
        return (int)Math.Min(Array.MaxLength / rowBytes, bytes / (rowBytes + BytesBesideValues));
    }

    /// <summary>
    /// The memory for the data of a conversion, in bytes: a quarter of the memory that the program leaves, because discarded data occupies memory for a while, too.
    /// </summary>
    public long ConversionBytes => (Bytes - Program) / 4;

    /// <summary>Whether the labels of the rows and lists of row numbers fit into memory while the held-out rows are drawn from every class.</summary>
    internal bool CanDraw(int rows, long parameters) => (long)rows * BytesOfDrawing <= Remaining(parameters) / 2;

    private long Remaining(long parameters)
    {
        long needed = Program + (parameters * BytesPerParameter);
        long images = Bytes - needed;
        return images >= LeastImages
            ? images
            : throw new InvalidInputException(
                "the memory for training",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"at least {(needed + LeastImages) / 1e6:N0} MB for a network of {parameters:N0} parameters"
                ),
                ToString(),
                "Raise the memory limit, or train a smaller network"
            );
    }
}
