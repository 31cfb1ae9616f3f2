using System.IO.Hashing;

namespace MnistTrainer.Data;

/// <summary>
/// A member of an archive, which is unpacked while it is read. It counts what has been read, compares the checksum at the end and closes the
/// archive.
/// </summary>
/// <param name="content">The unpacked bytes.</param>
/// <param name="length">Their number, as the archive states it.</param>
/// <param name="checksum">Their CRC-32, as the archive states it.</param>
/// <param name="archive">The archive.</param>
/// <param name="damaged">Creates the error for a member that cannot be unpacked.</param>
internal sealed class MemberStream(Stream content, long length, uint checksum, IDisposable archive, Func<Exception, Exception> damaged)
    : ForwardStream
{
    private readonly Crc32 _checksum = new();
    private long _position;

    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = content.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw damaged(e);
        }

        _position += read;
        _checksum.Append(buffer[..read]);
        if (read == 0 && !buffer.IsEmpty && (_position != length || _checksum.GetCurrentHashAsUInt32() != checksum))
            throw damaged(new InvalidDataException("The checksum does not match."));
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            archive.Dispose();
        }

        base.Dispose(disposing);
    }
}
