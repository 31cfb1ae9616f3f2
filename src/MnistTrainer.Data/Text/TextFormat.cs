namespace MnistTrainer.Data;

/// <summary>A text format whose images are read as a table: it writes them as lines of comma-separated values.</summary>
/// <param name="path">The file, for messages.</param>
internal abstract class TextFormat(string path)
{
    /// <summary>The maximum length of a line, and of a value of JSON, in bytes.</summary>
    public const int MaximumRecordLength = 1 << 26;

    /// <summary>The name of the format, as findings show it.</summary>
    public abstract string Name { get; }

    /// <summary>The number of rows, where the format states it; null where it is found by reading.</summary>
    public virtual long? Rows => null;

    /// <summary>What was detected, one line each.</summary>
    public virtual IEnumerable<string> Findings => [];

    /// <summary>Whether the numbers of a column are those of the format rather than texts, so that their decimal mark is a point.</summary>
    /// <param name="column">From 0.</param>
    public virtual bool HasDecimalPoints(int column) => false;

    protected string Path => path;

    /// <summary>Quotes a cell where necessary (RFC 4180).</summary>
    protected static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>Adds to options what the format states about the table: which column is the label, whether there is a header.</summary>
    public abstract LoadOptions Complete(LoadOptions options);

    /// <summary>Returns the table as UTF-8.</summary>
    /// <param name="file">The opened file.</param>
    /// <exception cref="MnistTrainer.NeuralNetwork.InvalidInputException">While reading: the content is invalid; the message says where.</exception>
    public Stream Convert(InputFile file) => new LineStream(Lines(file));

    /// <summary>Returns the lines of the table, without line ends.</summary>
    protected abstract IEnumerable<string> Lines(InputFile file);
}
