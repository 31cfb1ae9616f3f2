using System.Diagnostics;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>
/// Misclassified drawings with their correct classes, so that a model can be fine-tuned on them. No name in a request becomes a name in the store.
/// What fails to be stored is counted and shown in <see cref="Readiness"/>, besides the answer to whoever sent it.
/// </summary>
/// <param name="recognizer">The recognizer.</param>
/// <param name="store">Where drawings are stored; null to store none.</param>
/// <param name="meter">Measures how long the store takes.</param>
/// <param name="readiness">Shows that it fails.</param>
internal sealed class Corrections(ImageRecognizer recognizer, ICorrectionStore? store, ServerMeter meter, Readiness readiness) : IDisposable
{
    /// <summary>The maximum duration of storing or deleting a drawing, besides that of reading the request.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // A larger drawing adds no information about a digit.
    private const int LargestSide = 560;

    // Of at most 300 KiB each.
    private const int Concurrent = 8,
        Waiting = 64;

    private readonly IReadOnlyList<string> _folders = ClassFolders.NamesOf(recognizer.ClassNames);
    private readonly ConcurrencyLimiter _limiter = new(
        new()
        {
            PermitLimit = Concurrent,
            QueueLimit = Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }
    );

    /// <summary>Whether drawings are stored.</summary>
    public bool AreKept => store is not null;

    /// <summary>Whether drawings are stored on another machine.</summary>
    public bool LeaveMachine => store is { IsElsewhere: true };

    /// <summary>The number of stored drawings.</summary>
    public int Count => store?.Count ?? 0;

    /// <summary>Tries whether drawings can be stored, where they are to be.</summary>
    /// <exception cref="InvalidInputException">They cannot.</exception>
    public Task TryAsync(CancellationToken cancellation) => store?.TryAsync(cancellation) ?? Task.CompletedTask;

    /// <summary>Checks a drawing and encodes it.</summary>
    /// <param name="image">The drawing.</param>
    /// <param name="label">Its correct class, one of the network's.</param>
    /// <exception cref="InvalidRequestException">The class is unknown, the drawing blank, or this server stores no drawings.</exception>
    public CorrectedDrawing Check(GrayImage image, string label)
    {
        if (store is null)
        {
            throw new InvalidRequestException(
                StatusCodes.Status404NotFound,
                ProblemCode.NotStored,
                "This server stores no drawings. Start it with a folder for corrections."
            );
        }

        int index = CorrectedLabel.IndexOf(recognizer, label);
        _ = CorrectedLabel.Read(recognizer, image);
        byte[] file = ImageCodec.EncodePng(image.Within(LargestSide));
        return new(Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 16)), _folders[index], file);
    }

    /// <summary>Stores a drawing, even if its client has disconnected meanwhile.</summary>
    /// <exception cref="InvalidRequestException">The folder or the disk is full, the store does not answer or rejects it, or too many are being
    /// stored.</exception>
    public Task StoreAsync(CorrectedDrawing drawing) =>
        RunAsync(
            "store",
            async (to, cancellation) =>
            {
                await to.StoreAsync(drawing, cancellation).ConfigureAwait(false);
                return true;
            }
        );

    /// <summary>Deletes a drawing that was just stored.</summary>
    /// <returns>Whether the drawing existed.</returns>
    /// <exception cref="InvalidRequestException">The store does not answer or rejects it.</exception>
    public Task<bool> UndoAsync(string id) =>
        store is null || id.Length != 32 || !id.All(char.IsAsciiHexDigitLower)
            ? Task.FromResult(false)
            : RunAsync("delete", (to, cancellation) => to.DeleteAsync(id, cancellation));

    public void Dispose()
    {
        _limiter.Dispose();
        store?.Dispose();
    }

    private async Task<bool> RunAsync(string action, Func<ICorrectionStore, CancellationToken, Task<bool>> work)
    {
        using CancellationTokenSource limit = new(Patience);
        using RateLimitLease lease = await _limiter.AcquireAsync(1, limit.Token).ConfigureAwait(false);
        if (!lease.IsAcquired)
            throw Busy();
        long began = Stopwatch.GetTimestamp();
        try
        {
            bool isDone = await work(store!, limit.Token).ConfigureAwait(false);
            readiness.Report(null);
            if (isDone)
                meter.Corrected(action);
            meter.Stored(action, null, Stopwatch.GetElapsedTime(began));
            return isDone;
        }
        catch (InvalidRequestException e) when (e.Status >= StatusCodes.Status500InternalServerError)
        {
            readiness.Report(e.Code);
            meter.Stored(action, e.Code, Stopwatch.GetElapsedTime(began));
            throw;
        }
    }

    private static InvalidRequestException Busy() =>
        new(
            StatusCodes.Status503ServiceUnavailable,
            ProblemCode.Busy,
            FormattableString.Invariant(
                $"Expected at most {Concurrent + Waiting} drawings to be stored at a time, found more. Try again in {InvalidRequestException.Pause} seconds."
            )
        );
}
