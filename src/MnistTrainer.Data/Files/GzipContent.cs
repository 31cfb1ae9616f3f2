using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Decompresses a gzipped file and, at its end, finds out whether the file is whole: the decoder accepts one that ends early as if it were
/// complete, which loses rows without a word.
/// </summary>
/// <param name="source">The file, which is opened once more at the end.</param>
/// <param name="file">The file at its start; not disposed of with this stream.</param>
internal sealed class GzipContent(DataFile source, Stream file) : ForwardStream
{
    // A file of one member ends with the checksum and the length of its content (RFC 1952).
    private const int TrailerLength = 8;

    private readonly GZipStream _content = new(file, CompressionMode.Decompress, leaveOpen: true);
    private readonly Crc32 _checksum = new();
    private long _length;
    private bool _isChecked;

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The data are damaged or end early.</exception>
    /// <exception cref="InvalidInputException">Something else follows them.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        _checksum.Append(buffer[..read]);
        _length += read;
        if (read == 0 && !buffer.IsEmpty && !_isChecked)
        {
            _isChecked = true;
            if (!EndsWithTrailer() && !EndsBetweenMembers())
                CheckPadding();
        }

        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private bool EndsWithTrailer()
    {
        using Stream again = source.Open();
        byte[] end = new byte[TrailerLength];
        long rest = again.Length - TrailerLength;
        if (rest < 0)
            return false;
        Skip(again, rest);
        again.ReadExactly(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == _checksum.GetCurrentHashAsUInt32()
            && BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(4)) == (uint)_length;
    }

    // Members may follow each other, of which only the last is described at the end. After a whole one, the decoder reads one more.
    private bool EndsBetweenMembers()
    {
        using Stream again = source.Open();
        using GZipStream content = new(new Continued(again, Member), CompressionMode.Decompress);
        byte[] block = new byte[1 << 16];
        long length = 0;
        try
        {
            for (int read; (read = content.Read(block)) > 0; )
                length += read;
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return length == _length + 1;
    }

    // Tapes and block devices pad a file with zeros, which gzip ignores as well.
    private void CheckPadding()
    {
        byte[] trailer = new byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _checksum.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer.AsSpan(4), (uint)_length);
        using Stream again = source.Open();
        byte[] block = new byte[1 << 16];
        long position = 0;
        long? end = null;
        for (int kept = 0, read; (read = again.Read(block, kept, block.Length - kept)) > 0; )
        {
            Span<byte> bytes = block.AsSpan(0, kept + read);
            if (end is null && bytes.IndexOf(trailer) is >= 0 and int at)
            {
                end = position + at + TrailerLength;
                bytes = bytes[(at + TrailerLength)..];
            }

            if (end is not null)
            {
                if (bytes.ContainsAnyExcept((byte)0))
                    throw Followed(end.Value);
                kept = 0;
                continue;
            }

            // The trailer may stand across two blocks.
            int keep = Math.Min(TrailerLength - 1, bytes.Length);
            position += bytes.Length - keep;
            bytes[^keep..].CopyTo(block);
            kept = keep;
        }

        if (end is null)
            throw new InvalidDataException("The compressed data end early.");
    }

    private InvalidInputException Followed(long end) =>
        new(
            FormattableString.Invariant($"{source.Path}, byte {end} of the compressed file"),
            "the end of the file after the gzipped data",
            "bytes that are not gzipped",
            "The file is damaged, or something was appended to it; unpack it with gzip and check what it contains"
        );

    private static byte[] Member
    {
        get
        {
            using MemoryStream bytes = new();
            using (GZipStream gzip = new(bytes, CompressionMode.Compress, leaveOpen: true))
                gzip.WriteByte(0);
            return bytes.ToArray();
        }
    }

    private static void Skip(Stream stream, long count)
    {
        if (stream.CanSeek)
        {
            stream.Position = count;
            return;
        }

        byte[] block = new byte[1 << 16];
        for (; count > 0; count -= Math.Min(count, block.Length))
            stream.ReadExactly(block, 0, (int)Math.Min(count, block.Length));
    }

    // A stream followed by a few more bytes.
    private sealed class Continued(Stream first, byte[] then) : ForwardStream
    {
        private readonly MemoryStream _then = new(then);

        public override int Read(Span<byte> buffer) => first.Read(buffer) is > 0 and int read ? read : _then.Read(buffer);
    }
}
