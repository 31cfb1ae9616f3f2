using System.Text;
using QRCoder;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>An address as a QR code, which a phone's camera opens.</summary>
internal static class QrCodeView
{
    private static readonly Style BlackOnWhite = new(new Color(0, 0, 0), new Color(255, 255, 255));

    /// <summary>Shows the code, black on white whatever the colors of the terminal, where it fits.</summary>
    public static void Show(IAnsiConsole console, Uri address)
    {
        string[] lines = Draw(address.ToString());
        if (console.Profile.Capabilities.Ansi && lines[0].Length <= console.Profile.Width)
            console.Write(new Text(string.Join('\n', lines) + "\n", BlackOnWhite));
    }

    /// <summary>Draws a code with its margin in half blocks: a character is a module wide and two high.</summary>
    /// <param name="text">What the code says.</param>
    public static string[] Draw(string text)
    {
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.L);
        int side = code.ModuleMatrix.Count;
        string[] lines = new string[(side + 1) / 2];
        for (int line = 0; line < lines.Length; line++)
        {
            StringBuilder drawn = new(side);
            for (int x = 0; x < side; x++)
                drawn.Append(
                    (IsDark(x, 2 * line), IsDark(x, (2 * line) + 1)) switch
                    {
                        (true, true) => '█',
                        (true, false) => '▀',
                        (false, true) => '▄',
                        _ => ' ',
                    }
                );
            lines[line] = drawn.ToString();
        }

        return lines;

        bool IsDark(int x, int y) => y < side && code.ModuleMatrix[y][x];
    }
}
