namespace MnistTrainer.Web;

/// <summary>A request that is answered with a problem document.</summary>
/// <param name="status">The HTTP status: 4xx because of the client, 5xx because of the server's state.</param>
/// <param name="code">The kind of problem, one of <see cref="ProblemCode"/>.</param>
/// <param name="message">What was expected, what was found, and the remedy.</param>
internal sealed class InvalidRequestException(int status, string code, string message) : Exception(message)
{
    /// <summary>The seconds after which a request to a busy server may be repeated.</summary>
    public const int Pause = 2;

    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>The kind of problem.</summary>
    public string Code { get; } = code;
}
