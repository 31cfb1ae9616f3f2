namespace MnistTrainer.Imaging;

/// <summary>Reads the text of a PNM file: numbers between white space and comments, which go from # to the end of their line.</summary>
/// <param name="file">The bytes of the file.</param>
/// <param name="position">The position of the first number.</param>
internal ref struct PnmText(ReadOnlySpan<byte> file, int position)
{
    private const int MostDigits = 9;

    private ContainerReader _reader = ReaderAt(file, position);

    /// <summary>Reads a number, and the one white space behind it.</summary>
    public int Number(string part)
    {
        int value = First(part);
        int number = 0;
        for (int digits = 0; char.IsAsciiDigit((char)value); value = _reader.IsAtEnd ? ' ' : _reader.Byte(part))
        {
            if (++digits > MostDigits)
                throw ContainerException.Damaged($"with a number of more than {MostDigits} digits");
            number = (10 * number) + value - '0';
        }

        return char.IsWhiteSpace((char)value) ? number : throw Unexpected(value, part);
    }

    /// <summary>Reads a digit, 0 or 1, which no white space needs to follow.</summary>
    public int Bit()
    {
        int value = First("pixels");
        return value is '0' or '1' ? value - '0' : throw Unexpected(value, "pixels");
    }

    /// <summary>Reads bytes.</summary>
    public ReadOnlySpan<byte> Bytes(long count) => _reader.Take(count, "pixels");

    /// <summary>Ensures that a number of bytes is left.</summary>
    public readonly void CheckLeft(long count)
    {
        ContainerReader ahead = _reader;
        _ = ahead.Take(count, "pixels");
    }

    /// <summary>The first byte that is neither white space nor of a comment; it must be a digit.</summary>
    private int First(string part)
    {
        bool isComment = false;
        while (true)
        {
            int value = _reader.Byte(part);
            if (isComment)
                isComment = value is not ('\n' or '\r');
            else if (value == '#')
                isComment = true;
            else if (!char.IsWhiteSpace((char)value))
                return char.IsAsciiDigit((char)value) ? value : throw Unexpected(value, part);
        }
    }

    private static ContainerReader ReaderAt(ReadOnlySpan<byte> file, int position)
    {
        ContainerReader reader = new(file, isLittleEndian: false);
        reader.MoveTo(position, "header");
        return reader;
    }

    private static ContainerException Unexpected(int value, string part) =>
        ContainerException.Damaged($"with a byte {value:X2} where its {part} has a number");
}
