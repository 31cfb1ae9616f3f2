using System.Buffers;
using CsvHelper;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads the records of a table in sequence with CsvHelper, including the header and skipping blank records.</summary>
internal sealed class CsvRecords : IDisposable
{
    private const int MaximumRecordLength = 1 << 26;

    private readonly InputFile _file;
    private readonly CsvReader _reader;
    private readonly SearchValues<byte> _blanks;

    // For space-delimited tables, whose cells may be aligned with extra spaces: the indices of the fields that are not empty.
    private readonly List<int>? _fields;

    private CsvRecords(InputFile file, CsvReader reader, CsvDialect dialect)
    {
        _file = file;
        _reader = reader;
        _fields = dialect.Delimiter == ' ' ? [] : null;
        _blanks = SearchValues.Create((byte)' ', (byte)'\t', (byte)'"', (byte)dialect.Delimiter);
    }

    /// <summary>The one-based line at which the current record starts.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>The number of cells of the current record.</summary>
    public int Count => _fields?.Count ?? _reader.FieldCount;

    /// <summary>The bytes of the current record, including quotes. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Raw => _reader.RawRecord;

    /// <summary>Whether the cells of <see cref="Raw"/> are exactly the cells of the record: no padding was skipped.</summary>
    public bool IsPlain => _fields is null || _fields.Count == _reader.FieldCount;

    /// <summary>The fraction of the file that has been read, from 0 to 1.</summary>
    public double FractionRead => _file.FractionRead;

    /// <exception cref="InvalidInputException">The file does not exist or cannot be opened.</exception>
    public static CsvRecords Open(DataFile source, CsvDialect dialect)
    {
        InputFile file = InputFile.Open(source);
        CsvReaderOptions options = CsvReaderOptions.Default with
        {
            Separator = dialect.Delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            Encoding = dialect.Encoding,
            TrimWhitespace = dialect.PaddedQuotes,
            // Cells of a pixel table contain no line breaks, so a stray quote must not swallow the rest of the file.
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = MaximumRecordLength,
        };
        return new CsvRecords(file, CsvReader.Create(file.Content, options, leaveOpen: true), dialect);
    }

    /// <summary>Advances to the next record that is not blank.</summary>
    /// <exception cref="InvalidInputException">The file is damaged, or a line is longer than 64 MiB.</exception>
    public bool Read()
    {
        try
        {
            while (_reader.Read())
            {
                if (_reader.RawRecord.IndexOfAnyExcept(_blanks) < 0)
                    continue;
                FindFields();
                return true;
            }

            return false;
        }
        catch (InvalidDataException e)
        {
            throw _file.Damaged(e);
        }
        catch (CsvFormatException e)
        {
            throw new InvalidInputException(
                $"{_file.Path}, line {e.LineNumber}",
                $"rows of at most {MaximumRecordLength} bytes",
                "a longer one",
                "Use a table with one image per line",
                e
            );
        }
    }

    /// <summary>Returns the bytes of a cell without quotes and surrounding blanks. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Cell(int index) => _reader.GetSpan(_fields is null ? index : _fields[index]).Trim(" \t"u8);

    /// <summary>Whether the record has this number of cells, or one more that is empty because of a trailing delimiter.</summary>
    public bool HasColumns(int columns) => Count == columns || (Count == columns + 1 && Cell(columns).IsEmpty);

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private void FindFields()
    {
        if (_fields is null)
            return;
        _fields.Clear();
        for (int i = 0; i < _reader.FieldCount; i++)
        {
            if (!_reader.IsEmpty(i))
                _fields.Add(i);
        }
    }
}
