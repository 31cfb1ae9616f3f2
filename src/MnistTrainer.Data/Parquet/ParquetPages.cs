using System.Buffers.Binary;
using Parquet.Meta;

namespace MnistTrainer.Data;

/// <summary>
/// Checks the pages of a column before the library reads them: that they are in the file, hold as many values as the footer says, and unpack to no more than
/// they can.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="column">The column, in a group of rows.</param>
internal sealed class ParquetPages(Stream file, ColumnMetaData column)
{
    // What gzip packs into a byte. Pages of a single value may be packed more tightly, up to a size that does no harm.
    private const int MaximumRatio = 1024;
    private const int HarmlessBytes = 1 << 24;
    private const int MaximumBytes = 1 << 30;

    private const int UsualHeader = 1 << 12;
    private const int MaximumHeader = 1 << 20;

    private readonly Dictionary<(string Structure, int Field), long> _header = [];

    /// <summary>Checks all pages.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    /// <exception cref="EndOfStreamException">Some are missing.</exception>
    public void Check()
    {
        // As the library finds the first page.
        long at = new[] { column.DictionaryPageOffset ?? 0, column.DataPageOffset, column.IndexPageOffset ?? 0 }
            .Where(offset => offset != 0)
            .DefaultIfEmpty(0)
            .Min();
        long values = 0,
            total = 0;
        while (values < column.NumValues)
        {
            at += ReadHeader(at);
            (int packed, int unpacked) = (Size(3), Size(2));
            if (packed > file.Length - at)
                throw new EndOfStreamException();
            total += unpacked;
            if (unpacked > Math.Max(HarmlessBytes, (long)MaximumRatio * packed) || total > MaximumBytes)
                throw new InvalidDataException("A page claims to be too large.");
            CheckPacking(at, packed, unpacked);
            values += CountValues(unpacked);
            at += packed;
        }

        if (values != column.NumValues)
            throw new InvalidDataException("The pages hold more values than the column.");
    }

    private int CountValues(int bytes)
    {
        long dictionary = _header.GetValueOrDefault(("DictionaryPageHeader", 1)),
            version1 = _header.GetValueOrDefault(("DataPageHeader", 1)),
            version2 = _header.GetValueOrDefault(("DataPageHeaderV2", 1)),
            levels = Positive("DataPageHeaderV2", 5) + Positive("DataPageHeaderV2", 6);
        if (dictionary < 0 || dictionary > bytes || version1 < 0 || version2 < 0 || levels > bytes)
            throw new InvalidDataException("A page has an impossible number of values.");
        return (int)
            Math.Min(
                _header.GetValueOrDefault((ParquetStructure.Page, 1)) switch
                {
                    (long)PageType.DATA_PAGE => version1,
                    (long)PageType.DATA_PAGE_V2 => version2,
                    _ => 0,
                },
                int.MaxValue
            );
    }

    private long Positive(string structure, int field) =>
        _header.GetValueOrDefault((structure, field)) is >= 0 and <= int.MaxValue and long value
            ? value
            : throw new InvalidDataException("A page has an impossible size.");

    private int Size(int field) => (int)Positive(ParquetStructure.Page, field);

    // Returns the length of the header.
    private int ReadHeader(long at)
    {
        foreach (int length in (int[])[UsualHeader, MaximumHeader])
        {
            byte[] start = ReadStart(at, length);
            try
            {
                _header.Clear();
                ParquetStructure structure = new(start);
                structure.Read(ParquetStructure.Page, (name, field, value) => _header[(name, field)] = value);
                return structure.Position;
            }
            catch (EndOfStreamException) when (start.Length == length && length < MaximumHeader)
            {
                // A long header, with statistics of long values.
            }
        }

        throw new InvalidDataException("The header of a page is too long.");
    }

    // Two packings begin with the size of what they hold, which the library allocates.
    private void CheckPacking(long at, int packed, int unpacked)
    {
        bool isPacked = column.Codec != CompressionCodec.UNCOMPRESSED;
        if (!isPacked && packed != unpacked)
            throw new InvalidDataException("A page that is not packed has two sizes.");
        bool isVersion2 = _header.ContainsKey(("DataPageHeaderV2", 1));
        int levels = isVersion2 ? (int)(Positive("DataPageHeaderV2", 5) + Positive("DataPageHeaderV2", 6)) : 0;
        if (packed <= levels)
            return;
        byte[] start = ReadStart(at + levels, Math.Min(18, packed - levels));
        ulong? claimed = column.Codec switch
        {
            CompressionCodec.SNAPPY => SnappySize(start),
            CompressionCodec.ZSTD => ZstandardSize(start),
            _ => null,
        };
        if (claimed > (ulong)unpacked)
            throw new InvalidDataException("A packed page claims another size than its header.");
    }

    private static ulong SnappySize(ReadOnlySpan<byte> start)
    {
        ulong size = 0;
        for (int i = 0; i < Math.Min(5, start.Length); i++)
        {
            size |= (ulong)(start[i] & 0x7F) << (7 * i);
            if (start[i] < 0x80)
                return size;
        }

        return ulong.MaxValue;
    }

    // The header of a frame: RFC 8878, section 3.1.1.1.
    private static ulong ZstandardSize(ReadOnlySpan<byte> start)
    {
        if (start.Length < 5 || BinaryPrimitives.ReadUInt32LittleEndian(start) != 0xFD2FB528)
            return ulong.MaxValue;
        byte descriptor = start[4];
        bool isSingle = (descriptor & 0x20) != 0;
        int at =
            5
            + (isSingle ? 0 : 1)
            + (descriptor & 3) switch
            {
                0 => 0,
                1 => 1,
                2 => 2,
                _ => 4,
            };
        int length = (descriptor >> 6) switch
        {
            0 => isSingle ? 1 : 0,
            1 => 2,
            2 => 4,
            _ => 8,
        };
        if (length == 0 || start.Length < at + length)
            return length == 0 ? 0 : ulong.MaxValue;
        Span<byte> size = stackalloc byte[8];
        size.Clear();
        start.Slice(at, length).CopyTo(size);
        return BinaryPrimitives.ReadUInt64LittleEndian(size) + (length == 2 ? 256u : 0);
    }

    private byte[] ReadStart(long at, int length)
    {
        if (at < 0 || at >= file.Length)
            throw new EndOfStreamException();
        byte[] start = new byte[Math.Min(length, file.Length - at)];
        file.Position = at;
        file.ReadExactly(start);
        return start;
    }
}
