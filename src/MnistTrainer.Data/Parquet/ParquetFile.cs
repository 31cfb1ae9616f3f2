using System.Buffers.Binary;
using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using Parquet;
using Parquet.Meta;
using Parquet.Schema;

namespace MnistTrainer.Data;

/// <summary>An opened Parquet file. Its footer and pages are checked before the library reads them, and whatever the library throws is an error in the file.</summary>
internal sealed class ParquetFile : IDisposable
{
    private const int TailLength = 8;
    private const int BufferLength = 1 << 16;
    private const int MaximumFooter = 1 << 26;

    // The library follows groups inside groups by recursion.
    private const int MaximumGroups = 1000;

    // A table of digits takes several bytes a pixel or, packed, a few bits; a file of some bytes must not become gigabytes.
    private const int MaximumValuesPerByte = 1000;

    private readonly Stream _stream;
    private readonly ParquetReader _reader;

    private ParquetFile(string path, Stream stream)
    {
        (Path, _stream) = (path, stream);
        CheckFooter();
        _reader = Wait(ParquetReader.CreateAsync(stream));
        Fields = _reader.Schema.GetDataFields();
        Rows = _reader.RowGroups.Sum(group => CheckRows(group.RowCount));
        CheckRows(Rows);
        foreach (KeyValue pair in _reader.Metadata?.KeyValueMetadata ?? [])
            Metadata.TryAdd(pair.Key, pair.Value ?? "");
    }

    /// <summary>The path, for messages.</summary>
    public string Path { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<DataField> Fields { get; }

    /// <summary>The number of rows.</summary>
    public long Rows { get; }

    /// <summary>The number of groups of rows, which are read one at a time.</summary>
    public int Groups => _reader.RowGroupCount;

    /// <summary>What programs wrote about the file.</summary>
    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a file begins like Parquet.</summary>
    /// <param name="start">Its first bytes.</param>
    public static bool IsParquet(ReadOnlySpan<byte> start) => start.StartsWith("PAR1"u8) && FileSignature.Find(start) is not null;

    /// <summary>Opens a file. What cannot seek, such as a member of an archive, is held in memory.</summary>
    /// <exception cref="InvalidInputException">The file cannot be opened, or is damaged.</exception>
    public static ParquetFile Open(DataFile source)
    {
        Stream stream = OpenSeekable(source);
        try
        {
            return Guard(source.Path, () => new ParquetFile(source.Path, stream));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a column of a group of rows.</summary>
    /// <param name="group">The index of the group.</param>
    /// <param name="field">One of <see cref="Fields"/>.</param>
    /// <exception cref="InvalidInputException">It is damaged, or in a form that cannot be read.</exception>
    public ParquetColumn Read(int group, DataField field) =>
        Guard(
            Path,
            () =>
            {
                ParquetRowGroupReader rows = _reader.OpenRowGroupReader(group);
                ColumnMetaData column = rows.GetMetadata(field)?.MetaData ?? throw new InvalidDataException("A column is missing.");
                bool isList = field.MaxRepetitionLevel > 0;
                if (column.NumValues < rows.RowCount || (!isList && column.NumValues != rows.RowCount))
                    throw new InvalidDataException("A column has another number of values than rows.");
                CheckRows(column.NumValues);
                new ParquetPages(_stream, column).Check();
                return ParquetColumn.Read(rows, field, (int)column.NumValues);
            }
        );

    /// <summary>Ensures that a group of rows fits into memory.</summary>
    /// <param name="group">The index of the group.</param>
    /// <param name="fields">The columns that are read of it at once.</param>
    /// <param name="memory">The memory in bytes.</param>
    /// <exception cref="InvalidInputException">It does not.</exception>
    public void CheckGroup(int group, IEnumerable<DataField> fields, long memory)
    {
        ParquetRowGroupReader rows = _reader.OpenRowGroupReader(group);
        long bytes = BytesOf(rows, fields);
        if (bytes > memory)
            throw new InvalidInputException(
                $"{Path}, group {group + 1} of {Groups}",
                string.Create(CultureInfo.InvariantCulture, $"a group of rows that takes at most {memory / 1e6:N0} MB of memory"),
                string.Create(CultureInfo.InvariantCulture, $"{rows.RowCount:N0} rows, which take about {bytes / 1e6:N0} MB"),
                "Give more memory, or save the file in smaller groups (row_group_size in pandas and PyArrow)"
            );
    }

    /// <summary>Whether a group of rows fits into the memory for it, in bytes.</summary>
    public bool Fits(int group, IEnumerable<DataField> fields, long memory) => BytesOf(_reader.OpenRowGroupReader(group), fields) <= memory;

    private static long BytesOf(ParquetRowGroupReader rows, IEnumerable<DataField> fields)
    {
        // A value, where it is, and how deep.
        const long bytesOfValue = 24;
        return fields.Sum(field =>
            rows.GetMetadata(field)?.MetaData is ColumnMetaData column
                ? (2 * Math.Max(0, column.TotalUncompressedSize)) + (bytesOfValue * Math.Max(0, column.NumValues))
                : 0
        );
    }

    /// <summary>Creates the exception for a file that contradicts itself.</summary>
    /// <param name="path">The path, for the message.</param>
    /// <param name="cause">What the library has thrown, if it has.</param>
    public static InvalidInputException Damaged(string path, Exception? cause = null) =>
        new(path, "a whole Parquet file", "one that cannot be read", "The file is damaged or incomplete; fetch it again", cause);

    /// <summary>Waits for the library, which reads files that are not asynchronous.</summary>
    public static void Wait(ValueTask task) => task.AsTask().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static MemoryStream Hold(Stream content, string path) =>
        new(PipedInput.ReadAll(content, path, origin: "of a packed Parquet file"), writable: false);

    private static Stream OpenSeekable(DataFile source)
    {
        using InputFile packed = InputFile.Open(source);
        if (packed.IsCompressed || !packed.Content.CanSeek)
        {
            try
            {
                return Hold(packed.Content, source.Path);
            }
            catch (InvalidDataException e)
            {
                throw packed.Damaged(e);
            }
        }

        // The library reads headers byte by byte.
        return new BufferedStream(source.Open(), BufferLength);
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        // What the library knows but cannot read, and what it does not know.
        catch (Exception e) when (e is NotSupportedException or NotImplementedException)
        {
            throw new InvalidInputException(
                path,
                "a Parquet file in the form that pandas and PyArrow write by default",
                "an unusual form of Parquet (an encryption, a compression, an encoding or nested data)",
                "Save it again with pandas or PyArrow",
                e
            );
        }
        // The library throws whatever comes of damaged bytes.
        catch (Exception e) when (e is not (InvalidInputException or OperationCanceledException or OutOfMemoryException))
        {
            throw Damaged(path, e);
        }
    }

    private long CheckRows(long rows) =>
        rows >= 0 && rows <= Array.MaxLength && rows <= MaximumValuesPerByte * _stream.Length
            ? rows
            : throw new InvalidDataException("There are more values than the file can hold.");

    private void CheckFooter()
    {
        byte[] tail = new byte[TailLength];
        _stream.Position = Math.Max(0, _stream.Length - TailLength);
        _stream.ReadExactly(tail);
        int length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (!tail.AsSpan(4).SequenceEqual("PAR1"u8) || length is < 0 or > MaximumFooter || length > _stream.Length - TailLength - 4)
            throw new InvalidDataException("The footer is missing.");
        byte[] footer = new byte[length];
        _stream.Position = _stream.Length - TailLength - length;
        _stream.ReadExactly(footer);
        int groups = 0;
        new ParquetStructure(footer).Read(
            ParquetStructure.Footer,
            (structure, field, value) => groups += structure == "SchemaElement" && field == 5 && value != 0 ? 1 : 0
        );
        if (groups > MaximumGroups)
            throw new NotSupportedException();
    }
}
