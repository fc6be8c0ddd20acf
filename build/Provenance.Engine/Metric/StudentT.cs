namespace Provenance.Engine.Metric;

/// <summary>Student's t distribution for any positive number of degrees of freedom. No library in the engine has it; R's <c>qt</c> is the oracle of the tests.</summary>
internal static class StudentT
{
    /// <summary>Quantile, relative error below 1e-10 for probabilities in [1e-8, 1 − 1e-8] and 0.5 to 1e7 degrees of freedom.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="freedom">Degrees of freedom, above 0; need not be whole.</param>
    public static double Quantile(double probability, double freedom)
    {
        if (!(probability is > 0 and < 1) || !(freedom > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), "Needs a probability in (0, 1) and positive degrees of freedom.");
        }

        return probability < 0.5 ? -Upper(probability, freedom) : Upper(1 - probability, freedom);
    }

    /// <summary>The t ≥ 0 that is exceeded with probability <paramref name="tail"/> ≤ ½.</summary>
    private static double Upper(double tail, double freedom)
    {
        var (low, high) = (0.0, 1.0);
        while (UpperTail(high, freedom) > tail)
        {
            (low, high) = (high, high * 2);
        }

        // Newton's step where it stays inside the bracket, else bisection: each round shrinks the bracket, so the loop ends.
        var t = (low + high) / 2;
        for (var round = 0; round < 200 && high - low > 1e-15 * high; round++)
        {
            var excess = UpperTail(t, freedom) - tail;
            (low, high) = excess > 0 ? (t, high) : (low, t);
            var next = t + (excess / Density(t, freedom));
            if (Math.Abs(next - t) <= 1e-15 * Math.Abs(t))
            {
                return next;
            }

            t = next > low && next < high ? next : (low + high) / 2;
        }

        return t;
    }

    /// <summary>P(T &gt; t) for t ≥ 0.</summary>
    private static double UpperTail(double t, double freedom)
    {
        // Half the regularised incomplete beta function at x = ν / (ν + t²) with a = ν/2, b = 1/2 (Abramowitz and Stegun 26.7.1), by whichever continued
        // fraction converges fast.
        var square = t * t;
        var x = freedom / (freedom + square);
        var complement = square / (freedom + square);
        var a = freedom / 2;
        if (t == 0)
        {
            return 0.5;
        }

        // x^a (1 − x)^½ / B(a, ½); the power by Log1P, since x is close to 1 for many degrees of freedom.
        var front = Math.Exp((-a * Log1P(square / freedom)) + LogGammaRatio(a)) * Math.Sqrt(complement / Math.PI);
        return x < (a + 1) / (a + 2.5)
            ? front * Fraction(a, 0.5, x) / (2 * a)
            : 0.5 - (front * Fraction(0.5, a, complement));
    }

    private static double Density(double t, double freedom) =>
        Math.Exp(LogGammaRatio(freedom / 2) - ((freedom + 1) / 2 * Log1P(t * t / freedom))) / Math.Sqrt(freedom * Math.PI);

    /// <summary>ln(Γ(x + ½) / Γ(x)): the two alone would lose all digits of their difference for large x.</summary>
    private static double LogGammaRatio(double x)
    {
        var shift = 0.0;
        while (x < 20)
        {
            shift += Math.Log(x / (x + 0.5));
            x++;
        }

        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * ((-1 / 8.0) + (square * ((1 / 192.0) + (square * ((-1 / 640.0) + (square * ((17 / 14336.0) - (square * (31 / 18432.0)))))))));
        return (0.5 * Math.Log(x)) + series + shift;
    }

    private static double Log1P(double x)
    {
        // Kahan's correction of the rounding in 1 + x.
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    /// <summary>The continued fraction of the incomplete beta function (Abramowitz and Stegun 26.5.8), evaluated from the front (Lentz).</summary>
    private static double Fraction(double a, double b, double x)
    {
        const double tiny = 1e-300;
        var numerator = 1.0;
        var denominator = NotZero(1 - ((a + b) * x / (a + 1)));
        var inverse = 1 / denominator;
        var result = inverse;
        for (var m = 1; m <= 100_000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            inverse = 1 / NotZero(1 + (even * inverse));
            numerator = NotZero(1 + (even / numerator));
            result *= inverse * numerator;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            inverse = 1 / NotZero(1 + (odd * inverse));
            numerator = NotZero(1 + (odd / numerator));
            var step = inverse * numerator;
            result *= step;
            if (Math.Abs(step - 1) < 1e-16)
            {
                break;
            }
        }

        return result;

        static double NotZero(double value) => Math.Abs(value) < tiny ? tiny : value;
    }
}
