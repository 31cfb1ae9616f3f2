using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The file of a table: its format, its dialect, and how to open its text, which for formats other than CSV is converted while it is read.</summary>
internal sealed class TableFile
{
    private const int StartLength = 1 << 16;

    private readonly DataFile _file;
    private readonly byte[] _start;
    private readonly Encoding _encoding;

    private TableFile(DataFile file, byte[] start, TableEncoding encoding, TextFormat? format, LoadOptions options)
    {
        _file = file;
        _start = start;
        _encoding = encoding.Encoding;
        Format = format;
        Options = format is null ? options : format.Complete(options);
        Dialect = format is null
            ? CsvDialect.Detect(file.Path, start, start.Length < StartLength, encoding)
            : CsvDialect.Converted with
            {
                Findings = [$"encoding: {encoding.Finding}"],
            };
    }

    private TableFile(TableFile file, LoadOptions options)
    {
        (_file, _start, _encoding, Format, Dialect, Options) = (
            file._file,
            file._start,
            file._encoding,
            file.Format,
            file.Dialect,
            options
        );
    }

    private TableFile(DataFile file, TextFormat format, LoadOptions options)
    {
        (_file, _start, _encoding, Format, Dialect, Options) = (
            file,
            [],
            Encoding.UTF8,
            format,
            CsvDialect.Converted,
            format.Complete(options)
        );
    }

    /// <summary>The file, for messages.</summary>
    public string Path => _file.Path;

    /// <summary>The format that the table is converted from; null for CSV.</summary>
    public TextFormat? Format { get; }

    /// <summary>The options, completed by what the format states.</summary>
    public LoadOptions Options { get; }

    /// <summary>The dialect of the table's text.</summary>
    public CsvDialect Dialect { get; }

    /// <summary>The table of a format that is no text.</summary>
    public static TableFile Of(DataFile file, TextFormat format, LoadOptions options) => new(file, format, options);

    /// <summary>Detects format and dialect from the first bytes.</summary>
    /// <exception cref="InvalidInputException">The file is missing, damaged, empty, not text, or of another format.</exception>
    public static TableFile Open(DataFile file, LoadOptions options)
    {
        byte[] start = ReadStart(file);
        var encoding = TableEncoding.Detect(file.Path, start, options.Encoding);
        return Open(file, start, encoding, options);
    }

    /// <summary>Detects format and dialect, and scans the whole text.</summary>
    /// <param name="source">The file.</param>
    /// <param name="options">Load options.</param>
    /// <param name="cancellation">Cancels the scan.</param>
    /// <param name="scan">The scan of the table's text; all of it is valid in its encoding.</param>
    /// <exception cref="InvalidInputException">The file is no table, or some of its bytes cannot be decoded.</exception>
    public static TableFile Open(DataFile source, LoadOptions options, CancellationToken cancellation, out TextScan scan)
    {
        TableFile file = Open(source, options);
        scan = file.Scan(cancellation);
        if (scan.Invalid is not null && options.Encoding is null && file.Dialect.Encoding is UTF8Encoding && file.Format is null)
        {
            // The first byte outside ASCII may come late.
            file = Open(source, file._start, TableEncoding.Guess(source.Path, scan), options);
            scan = file.Scan(cancellation);
        }

        return scan.Invalid is null ? file : throw TableEncoding.Invalid(source.Path, file.Dialect.Encoding, scan);
    }

    /// <summary>Returns the same file with other options for its layout.</summary>
    public TableFile With(LoadOptions options) => new(this, options);

    /// <summary>Opens the file and the table's text in it.</summary>
    /// <exception cref="InvalidInputException">The file cannot be opened.</exception>
    public (InputFile File, Stream Text) OpenText()
    {
        if (Format is null)
        {
            InputFile table = InputFile.Open(_file);
            return (table, table.Content);
        }

        InputFile file = InputFile.OpenText(_file, _encoding);
        return (file, Format.Convert(file));
    }

    private static TableFile Open(DataFile file, byte[] start, TableEncoding encoding, LoadOptions options)
    {
        string text = TableEncoding.Decode(start, encoding.Encoding);
        return new TableFile(
            file,
            start,
            encoding,
            TextFormats.Recognize(file, text, start.Length < StartLength, encoding.Encoding, options.AreRows),
            options
        );
    }

    private TextScan Scan(CancellationToken cancellation)
    {
        (InputFile file, Stream text) = OpenText();
        using (file)
        using (text)
        {
            try
            {
                return TextScan.Of(text, Dialect.Encoding, cancellation);
            }
            catch (InvalidDataException e)
            {
                throw file.Damaged(e);
            }
        }
    }

    private static byte[] ReadStart(DataFile source)
    {
        using InputFile file = InputFile.Open(source);
        try
        {
            byte[] start = new byte[StartLength];
            return start[..file.Content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged(e);
        }
    }
}
