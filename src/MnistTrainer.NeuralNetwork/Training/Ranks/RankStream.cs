using System.Runtime.InteropServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>A stream of bytes from rank 0, which writes it, to all others, which read it to its end.</summary>
internal sealed class RankStream(ITrainingRanks ranks) : Stream
{
    private const int PieceLength = 1 << 20;
    private const int Header = sizeof(int);

    private readonly byte[] _parts = new byte[checked(ranks.Count * (Header + PieceLength))];
    private int _length;
    private int _taken;
    private bool _hasEnded;

    public override bool CanRead => ranks.Rank > 0;

    public override bool CanWrite => ranks.Rank == 0;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // The part of rank 0: the number of bytes, and the bytes. An empty piece is the end.
    private Span<byte> Piece => _parts.AsSpan(Header, PieceLength);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_taken == _length && !_hasEnded)
            Receive();
        int count = Math.Min(buffer.Length, _length - _taken);
        Piece.Slice(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, PieceLength - _length);
            buffer[..count].CopyTo(Piece[_length..]);
            _length += count;
            buffer = buffer[count..];
            if (_length == PieceLength)
                Send();
        }
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Sends the rest and the end, or reads up to it, so that all ranks leave the stream together.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing && ranks.Rank == 0 && !_hasEnded)
        {
            if (_length > 0)
                Send();
            Send();
            _hasEnded = true;
        }

        while (disposing && ranks.Rank > 0 && !_hasEnded)
            Receive();
        base.Dispose(disposing);
    }

    private void Send()
    {
        MemoryMarshal.Write(_parts, _length);
        ranks.Gather(_parts);
        _length = 0;
    }

    private void Receive()
    {
        ranks.Gather(_parts);
        _length = MemoryMarshal.Read<int>(_parts);
        if (_length is < 0 or > PieceLength)
            throw new InvalidOperationException($"Rank 0 sent a piece of {_length} bytes.");
        _taken = 0;
        _hasEnded = _length == 0;
    }
}
