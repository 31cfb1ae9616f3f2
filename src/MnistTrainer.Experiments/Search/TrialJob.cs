using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>What is to be done next for one trial: to train it until it has completed a number of epochs.</summary>
/// <param name="Trial">The trial as it stands.</param>
/// <param name="Epochs">More epochs than it has.</param>
internal sealed record TrialJob(Trial Trial, int Epochs)
{
    private const string Prefix = "trial ";

    /// <summary>The key of a trial's jobs.</summary>
    public static string KeyOf(Trial trial) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{trial.Number}");

    /// <summary>The number of the trial with a key; null for other keys.</summary>
    public static int? NumberOf(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(key.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    /// <summary>A trial as bytes: as the journal has it.</summary>
    public static byte[] BytesOf(Trial trial) => Encoding.UTF8.GetBytes(StudyLine.OfTrial(trial, known: 0));

    /// <summary>Reads a trial.</summary>
    /// <exception cref="FormatException">The bytes are none of a trial.</exception>
    public static Trial TrialOf(ReadOnlyMemory<byte> bytes)
    {
        Dictionary<int, Trial> trials = [];
        StudyLine.Read(Encoding.UTF8.GetString(bytes.Span), trials, []);
        return trials.Count == 1 ? trials.Values.Single() : throw new FormatException("not a trial");
    }

    /// <summary>Reads what <see cref="Posted"/> has written.</summary>
    /// <exception cref="InvalidInputException">It is the job of another program.</exception>
    public static TrialJob Of(Job job)
    {
        int line = job.Payload.Span.IndexOf((byte)'\n');
        try
        {
            return new TrialJob(
                TrialOf(job.Payload[(line + 1)..]),
                int.Parse(Encoding.UTF8.GetString(job.Payload.Span[..Math.Max(0, line)]), CultureInfo.InvariantCulture)
            );
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new InvalidInputException(
                job.Key,
                "a trial and its epochs",
                e.Message,
                "Use workers with the same version of the program",
                e
            );
        }
    }

    /// <summary>The job as it is put up.</summary>
    public PostedJob Posted() =>
        new(
            new Job(
                KeyOf(Trial),
                (byte[])[.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Epochs}\n")), .. BytesOf(Trial)]
            )
        )
        {
            Length = Epochs - Trial.Epochs.Length,
            Receive = Check,
        };

    /// <summary>Checks a result that another process has left or sent.</summary>
    /// <param name="place">Where it is from.</param>
    /// <param name="result">The result.</param>
    /// <exception cref="InvalidInputException">It is none of this job.</exception>
    public void Check(string place, ReadOnlyMemory<byte> result)
    {
        if (FaultOf(result) is (string expected, string found))
            throw new InvalidInputException(
                place,
                expected,
                found,
                "Use workers with the same version of the program and the same C library; if a worker with a different one has begun the trial, delete its lines from the journal"
            );
    }

    private (string Expected, string Found)? FaultOf(ReadOnlyMemory<byte> bytes)
    {
        Trial result;
        try
        {
            result = TrialOf(bytes);
        }
        catch (FormatException e)
        {
            return ("a trial", e.Message);
        }

        if (result.Number != Trial.Number || !result.Settings.SequenceEqual(Trial.Settings))
            return ($"the settings {string.Join(", ", Trial.Settings)}", string.Join(", ", result.Settings));
        bool isLong = result.HasDiverged ? result.Epochs.Length < Epochs : result.Epochs.Length == Epochs;
        if (!isLong || result.Epochs.Length < Trial.Epochs.Length)
            return ($"{Epochs} epochs", $"{result.Epochs.Length}");
        int same = Trial.Epochs.Zip(result.Epochs).TakeWhile(pair => pair.First == pair.Second).Count();
        return same == Trial.Epochs.Length
            ? null
            : ($"{Trial.Epochs[same]} after epoch {same + 1}, as measured before", $"{result.Epochs[same]}");
    }
}
