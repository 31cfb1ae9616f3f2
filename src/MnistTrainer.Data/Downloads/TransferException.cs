namespace MnistTrainer.Data;

/// <summary>Says why a mirror did not deliver. The message is a phrase to stand after the mirror's name.</summary>
/// <param name="message">The phrase: <c>404 Not Found</c>.</param>
/// <param name="transient">Whether asking the same mirror again may help.</param>
/// <param name="innerException">What caused it, if anything did.</param>
internal sealed class TransferException(string message, bool transient, Exception? innerException = null)
    : Exception(message, innerException)
{
    public bool IsTransient => transient;
}
