using System.Buffers;
using System.Text;
using CsvHelper;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads the records of a table in sequence with CsvHelper, including the header and skipping blank records.</summary>
internal sealed class CsvRecords : IDisposable
{
    private const int MaximumRecordLength = TextFormat.MaximumRecordLength;
    private const byte CommentSign = (byte)'#';

    private readonly InputFile _file;
    private readonly Stream _text;
    private readonly CsvReader _reader;
    private readonly SearchValues<byte> _blanks;

    // Those of a line without any cells: a tab between cells is none of them.
    private readonly SearchValues<byte> _lineBlanks;

    // For space-delimited tables, whose cells may be aligned with extra spaces: the indices of the fields that are not empty.
    private readonly List<int>? _fields;
    private readonly bool _hasDecimalComma;
    private int _count;

    // The length of the number in the last cell, where a comment behind it was cut.
    private int? _lastLength;

    // Of any text: a number sign behind a number begins no comment, and cells may have line breaks in quotes.
    private readonly bool _isText;
    private readonly byte _delimiter;

    private CsvRecords(InputFile file, Stream text, CsvReader reader, CsvDialect dialect, bool isText)
    {
        _isText = isText;
        _delimiter = (byte)dialect.Delimiter;
        _file = file;
        _text = text;
        _reader = reader;
        _fields = dialect.Delimiter == ' ' ? [] : null;
        _hasDecimalComma = dialect.HasDecimalComma;
        // Ends of files of DOS (0x1A) and unused room in a file (0) are no rows.
        _blanks = SearchValues.Create((byte)' ', (byte)'\t', (byte)'"', (byte)0, (byte)0x1A, (byte)dialect.Delimiter);
        _lineBlanks =
            dialect.Delimiter == '\t'
                ? SearchValues.Create((byte)' ', (byte)0, (byte)0x1A)
                : SearchValues.Create((byte)' ', (byte)'\t', (byte)0, (byte)0x1A);
    }

    /// <summary>The one-based line at which the current record starts.</summary>
    public long Line => _reader.LineNumber;

    /// <summary>The number of cells of the current record.</summary>
    public int Count => _count;

    /// <summary>Whether a record of empty cells counts, which is otherwise skipped like an empty line. Default: false.</summary>
    public bool KeepsEmptyCells { get; set; }

    /// <summary>The number of records so far with a comment behind the last cell, which is no part of the record.</summary>
    public int Comments { get; private set; }

    /// <summary>The bytes of the current record, including quotes. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Raw => _reader.RawRecord;

    /// <summary>Whether the cells of <see cref="Raw"/> are exactly the cells of the record: no padding was skipped.</summary>
    public bool IsPlain => _fields is null || _fields.Count == _reader.FieldCount;

    /// <summary>The fraction of the file that has been read, from 0 to 1.</summary>
    public double FractionRead => _file.FractionRead;

    /// <summary>Opens the records of a table.</summary>
    /// <exception cref="InvalidInputException">The file does not exist or cannot be opened.</exception>
    public static CsvRecords Open(TableFile table)
    {
        (InputFile file, Stream text) = table.OpenText();
        return Open(file, text, table.Dialect);
    }

    /// <summary>Opens the records of a table of any columns, whose cells may hold text with number signs and, in quotes, line breaks.</summary>
    /// <exception cref="InvalidInputException">The file does not exist or cannot be opened.</exception>
    public static CsvRecords OpenAsText(TableFile table)
    {
        (InputFile file, Stream text) = table.OpenText();
        return Open(file, text, table.Dialect, isText: true);
    }

    /// <summary>Opens the records in a text, both of which are disposed of with this instance.</summary>
    public static CsvRecords Open(InputFile file, Stream text, CsvDialect dialect, bool isText = false)
    {
        CsvReaderOptions options = CsvReaderOptions.Default with
        {
            Separator = dialect.Delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            // The reader passes UTF-8 through, and transcodes all else.
            Encoding = dialect.Encoding is UTF8Encoding ? Encoding.UTF8 : dialect.Encoding,
            TrimWhitespace = dialect.PaddedQuotes,
            // Cells of a pixel table contain no line breaks, so a stray quote must not swallow the rest of the file.
            AllowLineBreaksInQuotes = isText,
            MaxRecordSize = MaximumRecordLength,
        };
        return new CsvRecords(file, text, CsvReader.Create(text, options, leaveOpen: true), dialect, isText);
    }

    /// <summary>Advances to the next record that is not blank.</summary>
    /// <exception cref="InvalidInputException">The file is damaged, or a line is longer than 64 MiB.</exception>
    public bool Read()
    {
        try
        {
            while (_reader.Read())
            {
                if (_reader.RawRecord.IndexOfAnyExcept(KeepsEmptyCells ? _lineBlanks : _blanks) < 0)
                    continue;
                if (_isText && CsvQuotes.FindTextBehind(_reader.RawRecord, _delimiter) is int behind)
                    throw TextBehindQuote(behind);
                FindFields();
                CutComment();
                return true;
            }

            return false;
        }
        catch (InvalidDataException e)
        {
            throw _file.Damaged(e);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidInputException(
                $"{_file.Path}, after line {_reader.LineNumber}",
                "text in one encoding",
                "bytes that are not valid in it",
                "Save the table in UTF-8, or specify its encoding",
                e
            )
            {
                Option = nameof(LoadOptions.Encoding),
            };
        }
        catch (CsvFormatException e)
        {
            throw new InvalidInputException(
                $"{_file.Path}, line {e.LineNumber}",
                $"rows of at most {MaximumRecordLength} bytes",
                "a longer one",
                "Use a table with a line for each row, and close all quotes",
                e
            );
        }
    }

    /// <summary>Returns the bytes of a cell without quotes and surrounding blanks. Valid until the next read.</summary>
    public ReadOnlySpan<byte> Cell(int index)
    {
        ReadOnlySpan<byte> cell = _reader.GetSpan(_fields is null ? index : _fields[index]).Trim(" \t"u8);
        return index == _count - 1 && _lastLength is int length ? cell[..length] : cell;
    }

    /// <summary>Whether the record has this number of cells, or one more that is empty because of a trailing delimiter.</summary>
    public bool HasColumns(int columns) => Count == columns || (Count == columns + 1 && Cell(columns).IsEmpty);

    /// <summary>Returns all cells as text.</summary>
    public string[] Cells()
    {
        string[] cells = new string[Count];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = Text(i);
        return cells;
    }

    /// <summary>Returns a cell as text.</summary>
    public string Text(int index) => Encoding.UTF8.GetString(Cell(index));

    /// <summary>Advances past records: lines above the table and its header.</summary>
    public void Skip(int count)
    {
        for (int i = 0; i < count; i++)
            Read();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _text.Dispose();
        _file.Dispose();
    }

    private InvalidInputException TextBehindQuote(int behind)
    {
        ReadOnlySpan<byte> record = _reader.RawRecord;
        long line = _reader.LineNumber + CsvQuotes.CountLines(record[..behind]);
        return new InvalidInputException(
            $"{_file.Path}, line {line}",
            "a delimiter or the end of the row after the quote that closes a cell of several lines",
            $"\"{PrintableText.Of(CsvQuotes.Excerpt(record[behind..]))}\"",
            $"Close the quotes of line {_reader.LineNumber}, or write a quote that is part of a text twice"
        );
    }

    private void FindFields()
    {
        _count = _reader.FieldCount;
        if (_fields is null)
            return;
        _fields.Clear();
        for (int i = 0; i < _reader.FieldCount; i++)
        {
            if (!_reader.IsEmpty(i))
                _fields.Add(i);
        }

        _count = _fields.Count;
    }

    // "5,0,0,255  # image 3": a number sign behind a blank and a number, in any cell but the first; the comment may contain delimiters.
    private void CutComment()
    {
        _lastLength = null;
        if (_isText || !_reader.RawRecord.Contains(CommentSign))
            return;
        for (int i = 1; i < _count; i++)
        {
            ReadOnlySpan<byte> cell = Cell(i);
            int at = cell.IndexOf(CommentSign);
            if (at < 0)
                continue;
            // A blank that is the delimiter makes the comment a cell of its own.
            bool isCell = at == 0 && _fields is not null;
            ReadOnlySpan<byte> number = isCell ? Cell(i - 1) : cell[..at].TrimEnd(" \t"u8);
            if (!CellParser.TryParse(number, _hasDecimalComma, out _) || (!isCell && number.Length == at))
                return;
            _count = isCell ? i : i + 1;
            _lastLength = number.Length;
            Comments++;
            return;
        }
    }
}
