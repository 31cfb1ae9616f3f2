namespace MnistTrainer.Data;

/// <summary>
/// Decompresses files of the Unix program <c>compress</c>, whose names end in <c>.Z</c>: LZW (T. Welch, "A technique for high-performance
/// data compression", 1984) with codes that grow from 9 to up to 16 bits, low bits first, in groups of eight of the same width.
/// </summary>
internal static class UnixCompress
{
    private const int FirstBits = 9;
    private const int MaximumBits = 16;
    private const int GroupLength = 8;
    private const int ClearCode = 256;

    /// <summary>Decompresses a stream.</summary>
    /// <param name="compressed">The compressed data, from its start.</param>
    /// <param name="content">Receives the content.</param>
    /// <param name="length">The maximum length of the content in bytes.</param>
    /// <exception cref="InvalidDataException">The data are not of this format, damaged, or longer.</exception>
    public static void Decompress(Stream compressed, Stream content, long length)
    {
        Span<byte> header = stackalloc byte[3];
        if (compressed.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || header is not [0x1F, 0x9D, _])
            throw new InvalidDataException("This is not a file of compress.");
        int maximumBits = header[2] & 0x1F;
        if (maximumBits is < FirstBits or > MaximumBits)
            throw new InvalidDataException($"Codes of {maximumBits} bits are unknown.");
        var table = new CodeTable(canClear: (header[2] & 0x80) != 0, maximumBits);
        var codes = new CodeReader(compressed);
        while (true)
        {
            if (table.Widens)
            {
                codes.EndGroup(table.Bits);
                table.Bits++;
            }

            int code = codes.Read(table.Bits);
            if (code < 0)
                return;
            if (table.IsClear(code))
            {
                codes.EndGroup(table.Bits);
                table.Clear();
                continue;
            }

            ReadOnlySpan<byte> text = table.Expand(code);
            length -= text.Length;
            if (length < 0)
                throw new InvalidDataException("The content is longer than expected.");
            content.Write(text);
        }
    }

    /// <summary>The texts of the codes: each of an earlier code and one more byte.</summary>
    private sealed class CodeTable(bool canClear, int maximumBits)
    {
        private readonly ushort[] _prefix = new ushort[1 << maximumBits];
        private readonly byte[] _last = new byte[1 << maximumBits];
        private readonly byte[] _text = new byte[1 << maximumBits];
        private readonly int _first = canClear ? ClearCode + 1 : ClearCode;
        private int _free = canClear ? ClearCode + 1 : ClearCode;
        private int _previous = -1;
        private byte _start;

        /// <summary>The width of the next code.</summary>
        public int Bits { get; set; } = FirstBits;

        /// <summary>Whether the next code needs one bit more.</summary>
        public bool Widens => _free == 1 << Bits && Bits < maximumBits;

        public bool IsClear(int code) => canClear && code == ClearCode;

        public void Clear() => (_free, Bits, _previous) = (_first, FirstBits, -1);

        /// <summary>Returns the text of a code, valid until the next call, and defines the code that follows from it.</summary>
        public ReadOnlySpan<byte> Expand(int code)
        {
            if (code > _free || (code == _free && _previous < 0) || (_previous < 0 && code > byte.MaxValue))
                throw new InvalidDataException("A code is used before it is defined.");
            int front = _text.Length;
            int at = code;
            // The code being defined: the previous one, followed by its own first byte.
            if (code == _free)
            {
                _text[front -= 1] = _start;
                at = _previous;
            }

            for (; at > byte.MaxValue; at = _prefix[at])
                _text[front -= 1] = _last[at];
            _start = (byte)at;
            _text[front -= 1] = _start;
            if (_previous >= 0 && _free < _prefix.Length)
            {
                (_prefix[_free], _last[_free]) = ((ushort)_previous, _start);
                _free++;
            }

            _previous = code;
            return _text.AsSpan(front);
        }
    }

    private sealed class CodeReader(Stream stream)
    {
        private int _buffer;
        private int _buffered;
        private int _inGroup;

        /// <summary>Reads a code; -1 at the end of the stream.</summary>
        public int Read(int bits)
        {
            while (_buffered < bits)
            {
                int next = stream.ReadByte();
                if (next < 0)
                    return -1;
                _buffer |= next << _buffered;
                _buffered += 8;
            }

            int code = _buffer & ((1 << bits) - 1);
            _buffer >>= bits;
            _buffered -= bits;
            _inGroup = (_inGroup + 1) % GroupLength;
            return code;
        }

        /// <summary>Skips the rest of a group, since codes of another width begin a new one.</summary>
        public void EndGroup(int bits)
        {
            while (_inGroup > 0 && Read(bits) >= 0) { }

            _inGroup = 0;
        }
    }
}
