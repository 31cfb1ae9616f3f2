namespace MnistTrainer.Data;

/// <summary>The failure of a transfer from a mirror. Its message is a phrase that follows the mirror's URL.</summary>
/// <param name="message">The phrase, such as <c>404 Not Found</c>.</param>
/// <param name="transient">Whether retrying the same mirror may help.</param>
/// <param name="innerException">The cause, if any.</param>
internal sealed class TransferException(string message, bool transient, Exception? innerException = null)
    : Exception(message, innerException)
{
    public bool IsTransient => transient;
}
