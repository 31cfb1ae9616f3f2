using System.Buffers;
using CsvHelper;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The records of a table one after the other, the header's included and blank ones left out, as CsvHelper finds them.</summary>
internal sealed class CsvRecords : IDisposable
{
    private const int MostBytesInARecord = 1 << 26;

    private readonly InputFile _file;
    private readonly CsvReader _reader;
    private readonly SearchValues<byte> _blanks;

    // Where blanks separate cells and also align them: the fields that are not empty.
    private readonly List<int>? _fields;

    private CsvRecords(InputFile file, CsvReader reader, CsvDialect dialect)
    {
        _file = file;
        _reader = reader;
        _fields = dialect.Delimiter == ' ' ? [] : null;
        _blanks = SearchValues.Create((byte)' ', (byte)'\t', (byte)'"', (byte)dialect.Delimiter);
    }

    /// <summary>The line the current record starts in, from 1.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>The number of cells of the current record.</summary>
    public int Count => _fields?.Count ?? _reader.FieldCount;

    /// <summary>The bytes of the current record, quotes and all. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Raw => _reader.RawRecord;

    /// <summary>Whether each cell of <see cref="Raw"/> is one cell of the record: no blanks were left out.</summary>
    public bool IsPlain => _fields is null || _fields.Count == _reader.FieldCount;

    /// <summary>The share of the file that has been read, from 0 to 1.</summary>
    public double FractionRead => _file.FractionRead;

    /// <exception cref="InvalidInputException">There is no such file, or it may not be read.</exception>
    public static CsvRecords Open(string path, CsvDialect dialect)
    {
        InputFile file = InputFile.Open(path);
        CsvReaderOptions options = CsvReaderOptions.Default with
        {
            Separator = dialect.Delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            Encoding = dialect.Encoding,
            TrimWhitespace = dialect.PaddedQuotes,
            // A table of pixels has no line breaks in its cells, and so one stray quote cannot swallow the rest of a file.
            AllowLineBreaksInQuotes = false,
            MaxRecordSize = MostBytesInARecord,
        };
        return new CsvRecords(file, CsvReader.Create(file.Content, options, leaveOpen: true), dialect);
    }

    /// <summary>Goes to the next record that is not blank.</summary>
    /// <exception cref="InvalidInputException">The file is damaged, or a line longer than 64 MiB.</exception>
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
                $"rows of at most {MostBytesInARecord} bytes",
                "a longer one",
                "Give a table with one image a line",
                e
            );
        }
    }

    /// <summary>The bytes of a cell without quotes and without blanks around it. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Cell(int index) => _reader.GetSpan(_fields is null ? index : _fields[index]).Trim(" \t"u8);

    /// <summary>Whether the record has so many cells, or one more that is empty: a delimiter at the line's end.</summary>
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
