using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The conversion of one split of a source of images.</summary>
/// <param name="place">The path of the source.</param>
internal abstract class RowConversion(string place) : SourceConversion(place)
{
    /// <summary>The pixels that are read at a time, in bytes. Default: 32 MiB.</summary>
    public int BytesHeld { get; init; } = 1 << 25;

    /// <summary>Returns the file of rows, which is written first if there is none, or if the source or the options have changed since.</summary>
    /// <param name="options">Load options.</param>
    /// <param name="cancellation">Cancels the conversion, which leaves nothing behind.</param>
    /// <exception cref="InvalidInputException">
    /// The source is invalid or cannot be converted; the file cannot be written; or a file of that name is damaged, or another.
    /// </exception>
    public RowFile Run(LoadOptions options, CancellationToken cancellation) =>
        Open(
            $"label {options.LabelColumn}; skipped {string.Join(',', options.SkippedColumns)}; shape {options.Shape}; color {options.InColor}; "
                + $"header {options.HasHeader}; encoding {options.Encoding?.WebName}; skips damaged {options.SkipDamaged}",
            source => Write(source, options, cancellation)
        );

    /// <summary>Converts the source.</summary>
    protected abstract void Write(string source, LoadOptions options, CancellationToken cancellation);

    /// <summary>Writes the file of rows, after a look at the space on its disk.</summary>
    /// <param name="shape">The shape of an image as it is read.</param>
    /// <param name="isTransposed">Whether rows and columns of each image are exchanged.</param>
    /// <param name="atMost">The number of rows, or more.</param>
    /// <param name="source">What the rows are made from.</param>
    /// <param name="write">Adds the rows.</param>
    protected void Write(Shape shape, bool isTransposed, long atMost, string source, Action<StoredPixels> write)
    {
        CheckSpace(Target, atMost * (shape.Size + sizeof(int)));
        Shape turned = isTransposed ? shape with { Height = shape.Width, Width = shape.Height } : shape;
        RowFileWriter.Write(
            Target,
            turned,
            source,
            writer => write(new StoredPixels(writer, shape, isTransposed) { BytesHeld = BytesHeld })
        );
    }

    /// <summary>Whether rows and columns of the images of a file are exchanged.</summary>
    protected static bool IsTransposed(DataFile file, Shape shape) =>
        file.Name.StartsWith("emnist", StringComparison.OrdinalIgnoreCase) && shape.Height > 1;
}
