using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace MnistTrainer.Data;

/// <summary>
/// Decompresses a gzipped file and, at its end, finds out whether the file is whole: the decoder accepts one that ends early as if it were
/// complete, which loses rows without a word.
/// </summary>
/// <param name="file">The file at its start; not disposed of with this stream.</param>
/// <param name="reopen">Opens the file once more.</param>
internal sealed class GzipContent(Stream file, Func<Stream> reopen) : ForwardStream
{
    // A file of one member ends with the checksum and the length of its content (RFC 1952).
    private const int TrailerLength = 8;

    private readonly GZipStream _content = new(file, CompressionMode.Decompress, leaveOpen: true);
    private readonly Crc32 _checksum = new();
    private long _length;
    private bool _isChecked;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        _checksum.Append(buffer[..read]);
        _length += read;
        if (read == 0 && !buffer.IsEmpty && !_isChecked)
        {
            _isChecked = true;
            if (!EndsWithTrailer() && !EndsBetweenMembers())
                throw new InvalidDataException("The compressed data end early.");
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
        using Stream again = reopen();
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
        using Stream again = reopen();
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
