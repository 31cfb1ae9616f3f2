namespace MnistTrainer.Web;

/// <summary>
/// Where corrected drawings are stored: a folder or a bucket, with a folder for each class. A drawing has one label: storing it with another one
/// replaces the first. Thread-safe.
/// </summary>
internal interface ICorrectionStore : IDisposable
{
    /// <summary>The number of stored drawings; no more is known of a larger number than that it is above the maximum.</summary>
    int Count { get; }

    /// <summary>Whether drawings leave this machine.</summary>
    bool IsElsewhere { get; }

    /// <summary>Tries whether drawings can be stored. Nothing of the trial is left.</summary>
    /// <exception cref="NeuralNetwork.InvalidInputException">They cannot.</exception>
    Task TryAsync(CancellationToken cancellation);

    /// <summary>Stores a drawing, in place of the same drawing with another label.</summary>
    /// <exception cref="InvalidRequestException">There are too many, with a status below 500; or it cannot be stored, with another.</exception>
    Task StoreAsync(CorrectedDrawing drawing, CancellationToken cancellation);

    /// <summary>Deletes a drawing.</summary>
    /// <returns>Whether it was found.</returns>
    /// <exception cref="InvalidRequestException">It cannot be deleted.</exception>
    Task<bool> DeleteAsync(string id, CancellationToken cancellation);
}
