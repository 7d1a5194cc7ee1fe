"""Django's generic classes with the models that the desk has them for, and the types of what it overrides.

The classes can't be subscripted at run time, where they are the plain ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from guides.models import (
        ExchangeRate,
        Finding,
        Guide,
        ImportBatch,
        Location,
        LocationAlias,
        Proposal,
        Report,
        Revision,
        Right,
        RightRevision,
        Settlement,
        Source,
        StatutoryRate,
        VestingPreset,
    )

    # What a mixin is mixed into.
    AdminMixin = admin.ModelAdmin[Any]
    AnyAdmin = admin.ModelAdmin[Any]
    ExchangeRateModelAdmin = admin.ModelAdmin[ExchangeRate]
    FindingModelAdmin = admin.ModelAdmin[Finding]
    GuideModelAdmin = admin.ModelAdmin[Guide]
    ImportBatchModelAdmin = admin.ModelAdmin[ImportBatch]
    ProposalModelAdmin = admin.ModelAdmin[Proposal]
    ReportModelAdmin = admin.ModelAdmin[Report]
    RevisionModelAdmin = admin.ModelAdmin[Revision]
    RightModelAdmin = admin.ModelAdmin[Right]
    RightRevisionModelAdmin = admin.ModelAdmin[RightRevision]
    SettlementModelAdmin = admin.ModelAdmin[Settlement]
    SourceModelAdmin = admin.ModelAdmin[Source]
    StatutoryRateModelAdmin = admin.ModelAdmin[StatutoryRate]
    VestingPresetModelAdmin = admin.ModelAdmin[VestingPreset]
    UserModelAdmin = UserAdmin[User]
    AliasTabularInline = admin.TabularInline[LocationAlias, Location]
    RowStackedInline = admin.StackedInline[Any, Revision]

    AnyModelForm = forms.ModelForm[Any]
    AliasModelForm = forms.ModelForm[LocationAlias]
    ExchangeRateModelForm = forms.ModelForm[ExchangeRate]
    GuideModelForm = forms.ModelForm[Guide]
    RevisionModelForm = forms.ModelForm[Revision]
    RightRevisionModelForm = forms.ModelForm[RightRevision]
    SourceModelForm = forms.ModelForm[Source]
    StatutoryRateModelForm = forms.ModelForm[StatutoryRate]
    UserModelForm = forms.ModelForm[User]
    UserCreationModelForm = BaseUserCreationForm[User]
    UserChangeModelForm = UserChangeForm[User]
    AnyInlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
    AliasInlineFormSet = forms.BaseInlineFormSet[LocationAlias, Location, forms.ModelForm[LocationAlias]]
else:
    AdminMixin = object
    AnyAdmin = ExchangeRateModelAdmin = FindingModelAdmin = GuideModelAdmin = admin.ModelAdmin
    ImportBatchModelAdmin = ReportModelAdmin = RevisionModelAdmin = SourceModelAdmin = admin.ModelAdmin
    SettlementModelAdmin = admin.ModelAdmin
    ProposalModelAdmin = StatutoryRateModelAdmin = VestingPresetModelAdmin = admin.ModelAdmin
    RightModelAdmin = RightRevisionModelAdmin = admin.ModelAdmin
    UserModelAdmin = UserAdmin
    AliasTabularInline = admin.TabularInline
    RowStackedInline = admin.StackedInline

    AnyModelForm = AliasModelForm = ExchangeRateModelForm = GuideModelForm = forms.ModelForm
    RevisionModelForm = RightRevisionModelForm = SourceModelForm = forms.ModelForm
    StatutoryRateModelForm = UserModelForm = forms.ModelForm
    UserCreationModelForm = BaseUserCreationForm
    UserChangeModelForm = UserChangeForm
    AnyInlineFormSet = AliasInlineFormSet = forms.BaseInlineFormSet

# What ``get_fields`` may name.
FieldNames = list[str | list[str] | tuple[str, ...] | tuple[()]]
# What ``get_deleted_objects`` tells: the records, how many of each kind, lacking permissions, what protects them.
Deleted = tuple[list[Any], dict[str, int], set[str], list[Any]]
