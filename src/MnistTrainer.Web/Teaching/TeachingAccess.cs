namespace MnistTrainer.Web;

/// <summary>Who may change the network of the drawing page.</summary>
public enum TeachingAccess
{
    /// <summary>Nobody.</summary>
    Nobody,

    /// <summary>Browsers on the machine that serves the page.</summary>
    ThisMachine,

    /// <summary>Everybody who can reach the page.</summary>
    Everybody,
}
