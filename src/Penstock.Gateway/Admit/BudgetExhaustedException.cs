namespace Penstock.Gateway.Admit;

/// <summary>A buffer could not grow. Thrown where a writer of the framework asks for room and no value can say so; becomes a fault in the call stage.</summary>
internal sealed class BudgetExhaustedException() : Exception("The byte budget is used up.");
