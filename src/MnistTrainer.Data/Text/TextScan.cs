using System.Text;

namespace MnistTrainer.Data;

/// <summary>
/// A fast pass over a text: counts its bytes and lines, so that memory for its rows is allocated once, and finds the first byte that its
/// encoding cannot decode.
/// </summary>
internal sealed class TextScan
{
    private const int BlockSize = 1 << 17;
    private const int MaximumForeignBytes = 4096;

    private readonly List<byte[]> _foreign = [];
    private readonly Decoder _decoder;
    private readonly bool _isAsciiBased;
    private char[] _characters = [];
    private long _lineFeeds;
    private long _returns;
    private long? _known;
    private int _foreignBytes;
    private byte _last;

    private TextScan(Encoding encoding)
    {
        _decoder = TextEncodings.Strict(encoding).GetDecoder();
        _isAsciiBased = encoding is not (UnicodeEncoding or UTF32Encoding);
    }

    /// <summary>The number of bytes, after decompression.</summary>
    public long Bytes { get; private set; }

    /// <summary>The number of lines, including blank ones.</summary>
    public long Lines => _known ?? (_lineFeeds > 0 ? _lineFeeds : _returns) + (_last is (byte)'\n' or (byte)'\r' or 0 ? 0 : 1);

    /// <summary>The first byte that cannot be decoded, from 0, and its line, from 1; null if there is none.</summary>
    public (long Byte, long Line)? Invalid { get; private set; }

    /// <summary>The first runs of bytes outside ASCII, each with the ASCII byte before and after it.</summary>
    public IReadOnlyList<byte[]> Foreign => _foreign;

    /// <summary>The scan of a table that is converted from a format which states the number of rows, as text with a header.</summary>
    public static TextScan Known(long rows) => new(Encoding.UTF8) { _known = rows + 1, Bytes = long.MaxValue };

    /// <summary>Returns the maximum number of rows with this number of cells, each of which takes at least a digit and a delimiter.</summary>
    public long MaximumRows(int columns, bool emptyCells) => Math.Min(Lines, (Bytes / ((emptyCells ? 1L : 2L) * columns)) + 1);

    /// <summary>Scans a stream to its end.</summary>
    /// <exception cref="InvalidDataException">The stream is damaged.</exception>
    public static TextScan Of(Stream content, Encoding encoding, CancellationToken cancellation)
    {
        TextScan scan = new(encoding);
        byte[] block = new byte[BlockSize];
        for (int read; (read = content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0; )
        {
            cancellation.ThrowIfCancellationRequested();
            scan.Add(block.AsSpan(0, read));
        }

        scan.Finish();
        return scan;
    }

    /// <summary>Scans the beginning of a text, which may end inside a character.</summary>
    public static TextScan OfStart(ReadOnlySpan<byte> start, Encoding encoding)
    {
        TextScan scan = new(encoding);
        scan.Add(start);
        return scan;
    }

    private void Add(ReadOnlySpan<byte> block)
    {
        bool startsInside = _last >= 0x80;
        if (Invalid is null && !(_isAsciiBased && !startsInside && Ascii.IsValid(block)))
        {
            if (_isAsciiBased)
                CollectForeign(block);
            Validate(block, isLast: false);
        }

        _lineFeeds += block.Count((byte)'\n');
        if (_lineFeeds == 0)
            _returns += block.Count((byte)'\r');
        Bytes += block.Length;
        _last = block.IsEmpty ? _last : block[^1];
    }

    // A text that ends inside a character.
    private void Finish()
    {
        if (Invalid is null)
            Validate([], isLast: true);
    }

    private void Validate(ReadOnlySpan<byte> block, bool isLast)
    {
        try
        {
            if (_characters.Length == 0)
                _characters = new char[BlockSize + 16];
            _decoder.GetChars(block, _characters, isLast);
        }
        catch (DecoderFallbackException e)
        {
            int index = Math.Clamp(e.Index, 0, block.Length);
            Invalid = (Bytes + index, 1 + _lineFeeds + block[..index].Count((byte)'\n'));
        }
    }

    private void CollectForeign(ReadOnlySpan<byte> block)
    {
        int start;
        for (int at = 0; _foreignBytes < MaximumForeignBytes && (start = block[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF)) >= 0; )
        {
            start += at;
            int length = block[start..].IndexOfAnyInRange((byte)0, (byte)0x7F);
            int end = length < 0 ? block.Length : start + length;
            // A run that the block cuts is left out: its other half is missing.
            if (end < block.Length && (start > 0 || Bytes == 0))
                _foreign.Add([.. block[Math.Max(0, start - 1)..(end + 1)]]);
            _foreignBytes += end - start;
            at = end;
        }
    }
}
