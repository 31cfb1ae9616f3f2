using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c> that keep a network from learning by heart, and its steps from running away.</summary>
internal sealed class RegularizationOptionGroup : OptionGroup
{
    private readonly Option<float?> _l1;
    private readonly Option<float?> _l2;
    private readonly Option<float?> _weightDecay;
    private readonly Option<float?> _maximumNorm;
    private readonly Option<float?> _clipNorm;
    private readonly Option<float?> _clipValue;
    private readonly Option<float?> _labelSmoothing;
    private readonly Option<float?> _average;
    private readonly Option<int?> _earlyStopping;
    private readonly Option<string?> _monitor;
    private readonly Option<float?> _minimumDelta;

    private static readonly Dictionary<string, MonitoredValue> Monitors = new(StringComparer.Ordinal)
    {
        ["loss"] = MonitoredValue.ValidationLoss,
        ["accuracy"] = MonitoredValue.ValidationAccuracy,
    };

    public RegularizationOptionGroup()
    {
        _l1 = AddNumber(
            "--l1",
            "A penalty on the sum of the weights' sizes, which makes weights zero: 0.00001",
            NumberRange.NotNegative("0.00001")
        );
        _l2 = AddNumber(
            "--l2",
            "A penalty on half the sum of the weights' squares, which makes weights small: 0.0001",
            NumberRange.NotNegative("0.0001")
        );
        _weightDecay = AddNumber(
            "--weight-decay",
            "The share of each weight, times the learning rate, taken off in each step: 0.01",
            NumberRange.NotNegative("0.01")
        );
        _maximumNorm = AddNumber("--max-norm", "The most that the weights into one unit may be long: 3", NumberRange.Positive("3"));
        _clipNorm = AddNumber("--clip-norm", "Shorten gradients that are longer than this: 1", NumberRange.Positive("1"));
        _clipValue = AddNumber(
            "--clip-value",
            "Cut each part of the gradient to at most this, either way: 0.5",
            NumberRange.Positive("0.5")
        );
        _labelSmoothing = AddNumber("--label-smoothing", "The share of the target spread over all classes: 0.1", NumberRange.Share("0.1"));
        _average = AddNumber(
            "--average",
            "Keep a running average of the weights, of which this much stays in each step: 0.999",
            NumberRange.Between("0.999")
        );
        _earlyStopping = AddWholeNumber(
            "--early-stopping",
            "Stop after so many epochs without a better validation loss, and keep the best; needs --validation",
            1
        );
        _monitor = AddNamed(
            "--monitor",
            "What early stopping watches: the validation loss, unless told, or accuracy",
            name => Monitors.ContainsKey(name) ? name : null,
            Monitors.Keys
        );
        _minimumDelta = AddNumber(
            "--minimum-delta",
            "How much better an epoch must be to count as better for early stopping; 0 unless told",
            NumberRange.NotNegative("0.001")
        );
    }

    /// <summary>What does not hold together, a sentence each.</summary>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        foreach (Option option in (Option[])[_monitor, _minimumDelta])
        {
            if (parsed.GetResult(option) is { Implicit: false } && parsed.GetResult(_earlyStopping) is null)
                yield return $"{option.Name} says how early stopping decides: it needs --early-stopping, such as --early-stopping 5.";
        }
    }

    /// <summary>The preset with what was asked for.</summary>
    public Preset Apply(ParseResult parsed, Preset preset)
    {
        TrainingOptions training = preset.Training;
        return preset with
        {
            Training = training with
            {
                Regularization = training.Regularization with
                {
                    L1 = parsed.Given(_l1) ?? training.Regularization.L1,
                    L2 = parsed.Given(_l2) ?? training.Regularization.L2,
                    WeightDecay = parsed.Given(_weightDecay) ?? training.Regularization.WeightDecay,
                    MaximumNorm = parsed.Given(_maximumNorm) ?? training.Regularization.MaximumNorm,
                },
                ClipNorm = parsed.Given(_clipNorm) ?? training.ClipNorm,
                ClipValue = parsed.Given(_clipValue) ?? training.ClipValue,
                LabelSmoothing = parsed.Given(_labelSmoothing) ?? training.LabelSmoothing,
                AverageDecay = parsed.Given(_average) ?? training.AverageDecay,
                EarlyStopping = parsed.Given(_earlyStopping) is int patience
                    ? new EarlyStopping(patience)
                    {
                        Monitor = Monitors[parsed.Given(_monitor) ?? "loss"],
                        MinimumDelta = parsed.Given(_minimumDelta) ?? 0,
                    }
                    : training.EarlyStopping,
            },
        };
    }
}
