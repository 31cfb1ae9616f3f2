using System.Buffers.Binary;

namespace MnistTrainer.Imaging;

/// <summary>The directory of an image in a TIFF file (TIFF 6.0, section 2): numbers by tag.</summary>
internal sealed class TiffDirectory
{
    private const string Part = "directory";
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const int ShortType = 3;
    private const int LongType = 4;

    // More than any image has: a palette of 16 bits has 3 x 65,536 numbers, and strips of one row as many as rows.
    private const int MostNumbers = 1 << 18;

    // The bytes of a number of each type; those of other types are not numbers.
    private static readonly int[] NumberLengths = [0, 1, 0, 2, 4];

    private readonly SortedDictionary<int, (int Type, uint[] Numbers)> _entries = [];
    private readonly bool _isLittleEndian;

    private TiffDirectory(bool isLittleEndian) => _isLittleEndian = isLittleEndian;

    /// <summary>Reads the first directory of a file.</summary>
    /// <exception cref="ContainerException">The directory is damaged or cut off.</exception>
    public static TiffDirectory Read(ReadOnlySpan<byte> file, bool isLittleEndian)
    {
        TiffDirectory directory = new(isLittleEndian);
        ContainerReader reader = new(file, isLittleEndian);
        reader.MoveTo(4, Part);
        reader.MoveTo(reader.Int(Part), Part);
        for (int left = reader.Short(Part); left > 0; left--)
        {
            (int tag, int type, uint count) = (reader.Short(Part), reader.Short(Part), reader.Int(Part));
            ContainerReader value = new(file, isLittleEndian);
            value.MoveTo(reader.Position, Part);
            _ = reader.Take(4, Part);
            if (type >= NumberLengths.Length || NumberLengths[type] == 0 || count > MostNumbers)
                continue;
            if (count * (uint)NumberLengths[type] > 4)
                value.MoveTo(value.Int(Part), Part);
            uint[] numbers = new uint[count];
            for (int i = 0; i < numbers.Length; i++)
                numbers[i] = Number(ref value, type);
            directory._entries[tag] = (type, numbers);
        }

        return directory;
    }

    /// <summary>
    /// Counts the images of a file without thumbnails and masks. What is damaged after the first is of no importance to it, and ends the count.
    /// </summary>
    public static int CountImages(ReadOnlySpan<byte> file, bool isLittleEndian)
    {
        ContainerReader reader = new(file, isLittleEndian);
        reader.MoveTo(4, Part);
        int images = 0;

        // Directories of a whole file do not overlap.
        long unread = file.Length;
        HashSet<uint> visited = [];
        for (uint next = reader.Int(Part); next >= HeaderLength && next <= file.Length - 2 && visited.Add(next); next = reader.Int(Part))
        {
            reader.MoveTo(next, Part);
            int entries = reader.Short(Part);
            int length = (entries * EntryLength) + 4;
            unread -= length;
            if (reader.Left < length || unread < 0)
                break;
            bool isPart = false;
            for (int i = 0; i < entries; i++)
            {
                bool isKind = reader.Short(Part) == TiffTag.NewSubfileType;
                _ = reader.Take(6, Part);
                uint value = reader.Int(Part);
                isPart |= isKind && (value & (TiffTag.IsThumbnail | TiffTag.IsMask)) != 0;
            }

            images += isPart ? 0 : 1;
        }

        return Math.Max(1, images);
    }

    /// <summary>Whether there is a tag.</summary>
    public bool Has(int tag) => _entries.ContainsKey(tag);

    /// <summary>The first number of a tag, or a default.</summary>
    public long Number(int tag, long otherwise) => Numbers(tag, []) is [var first, ..] ? first : otherwise;

    /// <summary>A copy of the numbers of a tag, or a default.</summary>
    public uint[] Numbers(int tag, uint[] otherwise) =>
        _entries.TryGetValue(tag, out (int Type, uint[] Numbers) entry) && entry.Numbers.Length > 0 ? [.. entry.Numbers] : otherwise;

    /// <summary>The directory with some of the tags.</summary>
    public TiffDirectory Only(params IEnumerable<int> tags)
    {
        TiffDirectory some = new(_isLittleEndian);
        foreach (int tag in tags.Where(Has))
            some._entries[tag] = _entries[tag];
        return some;
    }

    /// <summary>Creates a directory.</summary>
    /// <param name="entries">The numbers of each tag, not negative.</param>
    public static TiffDirectory Of(params (int Tag, int[] Numbers)[] entries)
    {
        TiffDirectory directory = new(isLittleEndian: true);
        foreach ((int tag, int[] numbers) in entries)
        {
            int type = tag is TiffTag.ImageWidth or TiffTag.ImageLength or TiffTag.RowsPerStrip ? LongType : ShortType;
            directory._entries[tag] = (type, Array.ConvertAll(numbers, number => (uint)number));
        }

        return directory;
    }

    /// <summary>Sets a tag to a number of four bytes.</summary>
    public void Set(int tag, int number) => _entries[tag] = (LongType, [(uint)number]);

    /// <summary>Writes a file of this directory and its strips.</summary>
    /// <param name="strips">The bytes of all strips.</param>
    /// <param name="offsets">The position of each strip in <paramref name="strips"/>.</param>
    /// <param name="lengths">The length of each strip.</param>
    public MemoryStream Write(ReadOnlySpan<byte> strips, uint[] offsets, uint[] lengths)
    {
        _entries[TiffTag.StripByteCounts] = (LongType, lengths);
        _entries[TiffTag.StripOffsets] = (LongType, offsets);
        int directoryLength = 2 + (EntryLength * _entries.Count) + 4;
        int values = HeaderLength + directoryLength;
        uint start = (uint)(values + _entries.Values.Sum(ValueLength));
        _entries[TiffTag.StripOffsets] = (LongType, Array.ConvertAll(offsets, offset => offset + start));
        byte[] file = new byte[start + strips.Length];
        (_isLittleEndian ? "II*\0"u8 : "MM\0*"u8).CopyTo(file);
        Put(file.AsSpan(4), HeaderLength, LongType);
        Put(file.AsSpan(HeaderLength), (uint)_entries.Count, ShortType);
        int at = HeaderLength + 2;
        foreach ((int tag, (int type, uint[] numbers)) in _entries)
        {
            Put(file.AsSpan(at), (uint)tag, ShortType);
            Put(file.AsSpan(at + 2), (uint)type, ShortType);
            Put(file.AsSpan(at + 4), (uint)numbers.Length, LongType);
            Span<byte> value = file.AsSpan(at + 8);
            if (ValueLength((type, numbers)) is > 0 and var length)
            {
                Put(value, (uint)values, LongType);
                value = file.AsSpan(values);
                values += length;
            }

            for (int i = 0; i < numbers.Length; i++)
                Put(value[(i * NumberLengths[type])..], numbers[i], type);
            at += EntryLength;
        }

        strips.CopyTo(file.AsSpan((int)start));
        return new MemoryStream(file);
    }

    // Values of up to four bytes lie in their entry.
    private static int ValueLength((int Type, uint[] Numbers) entry) =>
        entry.Numbers.Length * NumberLengths[entry.Type] is > 4 and var length ? length + (length & 1) : 0;

    private static uint Number(ref ContainerReader reader, int type) =>
        type switch
        {
            ShortType => (uint)reader.Short(Part),
            LongType => reader.Int(Part),
            _ => (uint)reader.Byte(Part),
        };

    private void Put(Span<byte> bytes, uint number, int type)
    {
        if (type == LongType && _isLittleEndian)
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        else if (type == LongType)
            BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        else if (type == ShortType && _isLittleEndian)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)number);
        else if (type == ShortType)
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)number);
        else
            bytes[0] = (byte)number;
    }
}
