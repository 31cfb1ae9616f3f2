using MnistTrainer.Web;

namespace MnistTrainer.Cli.Output;

/// <summary>A page that a command serves: where it is, and until when.</summary>
/// <param name="listening">The address that the server listens on.</param>
/// <param name="options">The options of the server.</param>
/// <param name="screen">Where the address goes.</param>
internal sealed class ServedPage(Uri listening, WebServerOptions options, Screen screen)
{
    private readonly IReadOnlyList<Uri> _addresses = ServedAddresses.Of(listening);

    /// <summary>All addresses of the page, the best first.</summary>
    public string[] All => [.. _addresses.Select(one => one.ToString())];

    /// <summary>Prints the addresses.</summary>
    /// <param name="sentence">Returns the sentence for the addresses.</param>
    public void Print(Func<string, string> sentence) => Console.Out.WriteLine(sentence(string.Join(Localized.Of(" or "), _addresses)));

    /// <summary>Shows what other machines need, and waits for Ctrl+C.</summary>
    /// <param name="interruption">The interruption of the command.</param>
    public async Task WaitAsync(Interruption interruption)
    {
        if (!options.IsLocal)
        {
            if (screen.ShowsImages)
                QrCodeView.Show(screen.Results, _addresses[0]);
            screen.NotePlainly(Localized.Of("Other machines can reach this page, without a password. The connection is not encrypted."));
        }

        TaskCompletionSource ended = new();
        await using (interruption.Token.Register(ended.SetResult))
            await ended.Task.ConfigureAwait(false);
    }
}
