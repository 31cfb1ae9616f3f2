namespace MnistTrainer.Data;

/// <summary>
/// Checks the structures of a Parquet file (its footer and the headers of its pages) before the library reads them, which believes every count and length, and
/// never ends where bytes are missing. They are in Thrift's compact protocol; their fields are those of parquet.thrift.
/// </summary>
/// <param name="bytes">The bytes, from the start of a structure.</param>
internal ref struct ParquetStructure(ReadOnlySpan<byte> bytes)
{
    /// <summary>The structure of a footer.</summary>
    public const string Footer = "FileMetaData";

    /// <summary>The structure of a page's header.</summary>
    public const string Page = "PageHeader";

    private const int MaximumElements = 1 << 20;
    private const int MaximumVariableLength = 10;

    // The types of the fields 1, 2, 3 …: i for integers, s for bytes, b for Booleans, y for a byte; structures by name; lists in brackets.
    private static readonly Dictionary<string, string[]> Fields = new(StringComparer.Ordinal)
    {
        [Footer] = Types("i [SchemaElement] i [RowGroup] [KeyValue] s [ColumnOrder]"),
        ["SchemaElement"] = Types("i i i s i i i i i LogicalType"),
        ["LogicalType"] = Types("Empty Empty Empty Empty DecimalType Empty TimeType TimeType - IntType Empty Empty Empty Empty Empty"),
        ["DecimalType"] = Types("i i"),
        ["TimeType"] = Types("b TimeUnit"),
        ["TimeUnit"] = Types("Empty Empty Empty"),
        ["IntType"] = Types("y b"),
        ["Empty"] = [],
        ["KeyValue"] = Types("s s"),
        ["ColumnOrder"] = Types("Empty"),
        ["RowGroup"] = Types("[ColumnChunk] i i [SortingColumn] i i i"),
        ["SortingColumn"] = Types("i b b"),
        ["ColumnChunk"] = Types("s i ColumnMetaData i i i i"),
        ["ColumnMetaData"] = Types("i [i] [s] i i i i [KeyValue] i i i Statistics [PageEncodingStats] i i SizeStatistics"),
        ["Statistics"] = Types("s s i i s s b b"),
        ["PageEncodingStats"] = Types("i i i"),
        ["SizeStatistics"] = Types("i [i] [i]"),
        [Page] = Types("i i i i DataPageHeader Empty DictionaryPageHeader DataPageHeaderV2"),
        ["DataPageHeader"] = Types("i i i i Statistics"),
        ["DictionaryPageHeader"] = Types("i i b"),
        ["DataPageHeaderV2"] = Types("i i i i i i b Statistics"),
    };

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _elements;

    /// <summary>The number of bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>Reads a structure to its end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="onInteger">Receives each integer in it: the name of its structure, the number of its field, and the value.</param>
    /// <exception cref="InvalidDataException">The bytes are no such structure.</exception>
    /// <exception cref="EndOfStreamException">They end before it does.</exception>
    /// <exception cref="NotSupportedException">It has fields that the library cannot skip.</exception>
    public void Read(string name, Action<string, int, long> onInteger)
    {
        string[] types = Fields[name];
        int field = 0;
        for (byte header; (header = ReadByte()) != 0; )
        {
            field = header >> 4 == 0 ? (short)ReadInteger() : field + (header >> 4);
            string type = field >= 1 && field <= types.Length ? types[field - 1] : "-";
            ReadValue(name, field, type, header & 0x0F, onInteger);
        }
    }

    private static string[] Types(string text) => text.Split(' ');

    private void ReadValue(string name, int field, string type, int code, Action<string, int, long> onInteger)
    {
        switch (type, code)
        {
            case ("i", 4 or 5 or 6):
                onInteger(name, field, ReadInteger());
                break;
            case ("s", 8):
            case ("b", 1 or 2):
            case ("y", 3):
            case ("-", <= 8):
                SkipScalar(code);
                break;
            case ("-", 9):
                ReadList("-", onInteger);
                break;
            case ("-", _):
                throw new NotSupportedException();
            case (['[', ..], 9):
                ReadList(type[1..^1], onInteger);
                break;
            case (_, 12) when Fields.ContainsKey(type):
                Read(type, onInteger);
                break;
            default:
                throw new InvalidDataException("A field has another type.");
        }
    }

    private void ReadList(string type, Action<string, int, long> onInteger)
    {
        byte header = ReadByte();
        int code = header & 0x0F;
        ulong count = header >> 4 == 15 ? ReadVariable() : (ulong)(header >> 4);
        // An element takes at least a byte.
        if (count > (ulong)(_bytes.Length - Position))
            throw new EndOfStreamException();
        _elements += (int)count;
        if (_elements > MaximumElements)
            throw new NotSupportedException();
        for (; count > 0; count--)
        {
            if (Fields.ContainsKey(type) && code == 12)
                Read(type, onInteger);
            else if ((type == "-" && code is > 2 and <= 8) || (type == "i" && code is 4 or 5 or 6) || (type == "s" && code == 8))
                SkipScalar(code);
            else
                throw new InvalidDataException("An element has another type.");
        }
    }

    // A Boolean field is its type; it takes no bytes.
    private void SkipScalar(int code)
    {
        switch (code)
        {
            case 3:
                Advance(1);
                break;
            case 4 or 5 or 6:
                ReadVariable();
                break;
            case 7:
                Advance(sizeof(double));
                break;
            case 8:
                Advance(ReadVariable());
                break;
        }
    }

    private long ReadInteger()
    {
        ulong value = ReadVariable();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong ReadVariable()
    {
        ulong value = 0;
        for (int i = 0; i < MaximumVariableLength; i++)
        {
            byte next = ReadByte();
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("An integer does not end.");
    }

    private byte ReadByte()
    {
        if (Position >= _bytes.Length)
            throw new EndOfStreamException();
        return _bytes[Position++];
    }

    private void Advance(ulong length)
    {
        if (length > (ulong)(_bytes.Length - Position))
            throw new EndOfStreamException();
        Position += (int)length;
    }
}
