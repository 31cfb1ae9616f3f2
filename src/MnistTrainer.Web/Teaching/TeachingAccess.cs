namespace MnistTrainer.Web;

/// <summary>Who may change the network that a page is served with.</summary>
public enum TeachingAccess
{
    /// <summary>Nobody.</summary>
    Nobody,

    /// <summary>Browsers on the machine that serves the page.</summary>
    ThisMachine,

    /// <summary>Everybody who reaches the page.</summary>
    Everybody,
}
