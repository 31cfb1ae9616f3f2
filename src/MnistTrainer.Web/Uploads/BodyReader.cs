using Microsoft.AspNetCore.Http;

namespace MnistTrainer.Web;

/// <summary>Reads a body piece by piece into memory that is taken from the budget before, but for the first piece.</summary>
internal sealed class BodyReader : IDisposable
{
    private readonly Stream _body;
    private readonly int _maximumBytes;
    private readonly int _capacity;
    private readonly int _copies;
    private readonly HttpContext _context;
    private readonly UploadBudget _budget;
    private readonly List<BodyMemory> _rented = [];
    private Memory<byte> _bytes;
    private IDisposable? _lease;

    /// <param name="request">The request.</param>
    /// <param name="body">Its body, or a part of it.</param>
    /// <param name="maximumBytes">The maximum size of the body.</param>
    /// <param name="maximumImageBytes">The maximum size of the image, for the message.</param>
    /// <param name="copies">How many times the memory of the body is needed to use it.</param>
    /// <param name="budget">The budget.</param>
    /// <exception cref="InvalidRequestException">The declared length is above the maximum; nothing has been read.</exception>
    public BodyReader(HttpRequest request, Stream body, int maximumBytes, int maximumImageBytes, int copies, UploadBudget budget)
    {
        // A part is smaller than the request, but how much smaller is not known before it is read.
        if (body == request.Body && request.ContentLength > maximumBytes)
            throw TooLarge(maximumImageBytes);
        (_body, _maximumBytes, _copies) = (body, maximumImageBytes, copies);
        (_context, _budget) = (request.HttpContext, budget);
        _capacity = (int)Math.Min(request.ContentLength ?? maximumBytes, maximumBytes);
        _bytes = new byte[Math.Min(_capacity, UploadBudget.FreeBytes)];
    }

    /// <summary>What has been read.</summary>
    public Memory<byte> Bytes => _bytes[..Length];

    /// <summary>The number of bytes that have been read.</summary>
    public int Length { get; private set; }

    /// <summary>Whether the body has been read to its end.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Reads until there is a number of bytes, or the body ends.</summary>
    /// <param name="wanted">The number of bytes, counted from the start of the body.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="InvalidRequestException">The body is too large, or too slow, or there is no memory for it.</exception>
    public async Task ReadAsync(int wanted, CancellationToken cancellation)
    {
        while (Length < wanted && !IsWhole)
        {
            if (Length == _bytes.Length && Length < _capacity)
                await GrowAsync(cancellation).ConfigureAwait(false);
            // One byte above the limit shows that there is more.
            Memory<byte> place = Length < _capacity ? _bytes[Length..] : new byte[1];
            int read = await ReadAsync(place, cancellation).ConfigureAwait(false);
            if (read > 0 && Length == _capacity)
                throw TooLarge(_maximumBytes);
            Length += read;
            IsWhole = read == 0;
        }
    }

    /// <summary>Reads the body to its end.</summary>
    public async Task<ReadOnlyMemory<byte>> ReadToEndAsync(CancellationToken cancellation)
    {
        await ReadAsync(int.MaxValue, cancellation).ConfigureAwait(false);
        return Bytes;
    }

    /// <summary>Memory for another copy of a part of the body, which goes with the body.</summary>
    /// <param name="length">The number of bytes.</param>
    public Memory<byte> Rent(int length)
    {
        BodyMemory memory = new(length);
        _rented.Add(memory);
        return memory.Memory;
    }

    /// <summary>Gives the memory back to the system and the budget.</summary>
    public void Dispose()
    {
        (_bytes, Length) = (Memory<byte>.Empty, 0);
        foreach (BodyMemory memory in _rented)
            ((IDisposable)memory).Dispose();
        _rented.Clear();
        Interlocked.Exchange(ref _lease, null)?.Dispose();
        _budget.Finish();
    }

    /// <summary>The answer to an image that is too large.</summary>
    public static InvalidRequestException TooLarge(int maximumBytes) =>
        new(
            StatusCodes.Status413PayloadTooLarge,
            ProblemCode.TooLarge,
            FormattableString.Invariant(
                $"Expected an image of at most {maximumBytes / 1048576.0:0.#} MiB, found a larger one. Save it smaller."
            )
        );

    private async Task GrowAsync(CancellationToken cancellation)
    {
        _lease = await _budget.TakeAsync(_context, (long)_copies * _capacity, cancellation).ConfigureAwait(false);
        Memory<byte> larger = Rent(_capacity);
        _bytes.CopyTo(larger);
        _bytes = larger;
    }

    private async ValueTask<int> ReadAsync(Memory<byte> place, CancellationToken cancellation)
    {
        try
        {
            return await _body.ReadAsync(place, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidRequestException(
                StatusCodes.Status408RequestTimeout,
                ProblemCode.TooSlow,
                "Expected a complete request, found one that did not finish in time. Send it again, smaller or faster."
            );
        }
    }
}
